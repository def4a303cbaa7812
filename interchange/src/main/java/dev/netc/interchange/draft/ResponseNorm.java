package dev.netc.interchange.draft;

import java.util.ArrayList;
import java.util.List;

/**
 * Local response normalisation of formats that divide alpha by how many numbers are summed, which the language does not: the division
 * is written. What is standard in the language is left out.
 */
public enum ResponseNorm {
    /** Over neighbouring channels. */
    ACROSS("lrn", 5, 2, 1),
    /** Over a square window of one channel. */
    WITHIN("lrn_within", 3, 1, 2);

    private static final float ALPHA = 0.0001f;
    private static final double BETA = 0.75;

    private final String function;
    private final int size;
    private final double k;
    private final int dimensions;

    ResponseNorm(String function, int size, double k, int dimensions) {
        this.function = function;
        this.size = size;
        this.k = k;
        this.dimensions = dimensions;
    }

    /**
     * The call of it.
     *
     * @param window its size
     * @param divided alpha, which the format divides
     */
    public Term of(Value value, int window, double constant, double divided, double beta) {
        List<String> arguments = new ArrayList<>();
        if (window != size) {
            arguments.add(String.valueOf(window));
        }
        add(arguments, "k", constant, k);
        long summed = dimensions == 1 ? window : (long) window * window;
        String alpha = Decimal.of(divided).text();
        if ((float) (Double.parseDouble(alpha) / summed) != ALPHA) { // files hold single numbers
            arguments.add("alpha: " + alpha + (summed == 1 ? "" : " / " + summed));
        }
        add(arguments, "beta", beta, BETA);
        return Term.call(function, value, arguments.toArray(String[]::new));
    }

    private static void add(List<String> arguments, String name, double said, double standard) {
        if (said != standard) {
            arguments.add(name + ": " + Decimal.of(said).text());
        }
    }
}
