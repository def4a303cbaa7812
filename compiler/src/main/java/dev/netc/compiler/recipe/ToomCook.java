package dev.netc.compiler.recipe;

import java.util.Arrays;

/**
 * A short correlation in one dimension by fewer products: {@code outputs} sums of {@code taps} products each, from
 * {@code outputs + taps - 1} numbers, by as many products in all (Toom and Cook; in two dimensions Winograd's minimal filtering, as
 * Lavin and Gray use it). With d the numbers and g the taps, the sums are A'((G g) * (B' d)), where * multiplies number by number.
 *
 * <p>The matrices follow from points at which polynomials are evaluated, infinity being one. Which points are taken decides how
 * far rounding is amplified: those here had the least error, or nearly, among small fractions that single precision holds exactly. Whoever
 * changes them raises {@link dev.netc.program.Program#ARITHMETIC}.
 */
final class ToomCook {
    private static final double[] POINTS_OF_4 = {0, 1, -1};
    private static final double[] POINTS_OF_5 = {0, 0.75, -0.75, 2};
    private static final double[] POINTS_OF_6 = {0, 0.625, -0.625, 1.5, -1.5};
    private static final double[] POINTS_OF_7 = {0.3125, -0.3125, 0.8125, -0.8125, 1.875, -1.875};

    private final int outputs;
    private final int taps;
    private final double[] points;
    /** The derivative of the polynomial whose zeros are the points, at each of them. */
    private final double[] slopes;

    private ToomCook(int outputs, int taps, double[] points) {
        this.outputs = outputs;
        this.taps = taps;
        this.points = points;
        this.slopes = new double[points.length];
        Arrays.setAll(slopes, i -> slope(points, i));
    }

    /** So many outputs of a correlation with so many taps. */
    static ToomCook of(int outputs, int taps) {
        return new ToomCook(outputs, taps, switch (outputs + taps - 1) {
            case 1 -> new double[0];
            case 4 -> POINTS_OF_4;
            case 5 -> POINTS_OF_5;
            case 6 -> POINTS_OF_6;
            case 7 -> POINTS_OF_7;
            default -> throw new IllegalArgumentException(outputs + " outputs of " + taps + " taps");
        });
    }

    /** The numbers of taps that there are points for, where a correlation makes so many outputs of each. */
    static int[] taps(int outputs) {
        return switch (outputs) {
            case 1 -> new int[]{1};
            case 3 -> new int[]{2, 3, 4, 5};
            case 4 -> new int[]{2, 3, 4};
            case 5 -> new int[]{2, 3};
            default -> new int[0];
        };
    }

    /** The numbers of outputs that there are points for, where a correlation has so many taps. */
    static int[] outputs(int taps) {
        return switch (taps) {
            case 1 -> new int[]{1};
            case 3, 4 -> new int[]{2, 3, 4};
            case 5 -> new int[]{2, 3};
            default -> new int[0];
        };
    }

    private static double slope(double[] points, int i) {
        double slope = 1;
        for (int j = 0; j < points.length; j++) {
            slope *= j == i ? 1 : points[i] - points[j];
        }
        return slope;
    }

    int outputs() {
        return outputs;
    }

    int taps() {
        return taps;
    }

    /** Numbers read, and products. */
    int products() {
        return outputs + taps - 1;
    }

    /** What the products are multiplied with for output {@code output}: a row of A'. */
    double[] ofOutput(int output) {
        double[] row = new double[products()];
        Arrays.setAll(row, i -> i < points.length ? Math.pow(points[i], output) : output == outputs - 1 ? 1 : 0);
        return row;
    }

    /** What the taps are multiplied with for product {@code product}: a row of G. */
    double[] ofTaps(int product) {
        double[] row = new double[taps];
        Arrays.setAll(row, product < points.length
                ? tap -> Math.pow(points[product], tap) / slopes[product]
                : tap -> tap == taps - 1 ? 1 : 0);
        return row;
    }

    /** What the numbers are multiplied with for product {@code product}: a row of B'. */
    double[] ofNumbers(int product) {
        double[] polynomial = new double[products()];
        polynomial[0] = 1;
        for (int i = 0; i < points.length; i++) {
            if (i != product) {
                multiply(polynomial, points[i]);
            }
        }
        return polynomial;
    }

    /** Multiplies a polynomial, lowest power first, with x - {@code zero}. */
    private static void multiply(double[] polynomial, double zero) {
        for (int power = polynomial.length - 1; power >= 0; power--) {
            polynomial[power] = (power > 0 ? polynomial[power - 1] : 0) - zero * polynomial[power];
        }
    }
}
