package dev.netc.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis from 0: steps of 1, 2 or 5 times a power of ten.
 *
 * @param step between two
 * @param count steps up to the end of the axis
 */
record Ticks(double step, int count) {
    private static final double[] ROUND = {1, 2, 5, 10};

    /**
     * An axis that reaches {@code largest}.
     *
     * @param about how many steps it should have
     */
    static Ticks reaching(double largest, int about) {
        if (!(largest > 0)) {
            return new Ticks(1, 1);
        }
        double least = largest / about;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * power >= least * (1 - 1e-9)) {
                return new Ticks(round * power, (int) Math.ceil(largest / (round * power) * (1 - 1e-9)));
            }
        }
        throw new IllegalStateException("no round step for " + largest);
    }

    /** Of whole numbers, where nothing lies between them. */
    static Ticks whole(int largest, int about) {
        Ticks ticks = reaching(largest, about);
        return ticks.step < 1 ? new Ticks(1, largest) : ticks;
    }

    double end() {
        return step * count;
    }

    List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            values.add(i * step);
        }
        return values;
    }

    /** Without the digits that rounding leaves: {@code 0.15}. */
    static String label(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}
