package dev.netc.interchange.draft;

import java.math.BigDecimal;

/** A number as it is written in a model file: the shortest that is read as the same. */
public record Decimal(String text) {

    /**
     * A float or a double, whichever the format has.
     *
     * @throws Refusal where it is infinite or no number
     */
    public static Decimal of(double value) {
        if (!Double.isFinite(value)) {
            throw new Refusal("it computes with " + value + ", which the language has no word for");
        }
        boolean single = (float) value == value;
        BigDecimal exact = new BigDecimal(single ? Float.toString((float) value) : Double.toString(value))
                .stripTrailingZeros();
        String plain = exact.toPlainString();
        return new Decimal(plain.length() <= 12 ? plain : exact.toString().replace("E+", "e").replace("E", "e"));
    }

    /** The same number below zero would need brackets in a sum. */
    boolean isNegative() {
        return text.startsWith("-");
    }
}
