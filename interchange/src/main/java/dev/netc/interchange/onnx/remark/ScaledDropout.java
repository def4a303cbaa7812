package dev.netc.interchange.onnx.remark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product that a dropout is at test time, where nothing is scaled in training. The operators of ONNX have none: it is a {@code Mul},
 * whose documentation says what it is for.
 *
 * @param drop the probability with which it drops in training
 */
public record ScaledDropout(double drop) {
    private static final Pattern TEXT = Pattern.compile("dropout\\((0\\.\\d{1,17}), scale: test\\)");

    /** As the documentation of a node has it: as the language writes it. */
    public String text() {
        return "dropout(" + drop + ", scale: test)";
    }

    /** The dropout that a node's documentation speaks of, if what it multiplies by is what such a dropout keeps. */
    public static Optional<ScaledDropout> of(String documentation, double factor) {
        Matcher said = TEXT.matcher(documentation);
        return said.matches()
                ? Optional.of(new ScaledDropout(Double.parseDouble(said.group(1))))
                        .filter(dropout -> (float) (1 - dropout.drop) == (float) factor)
                : Optional.empty();
    }
}
