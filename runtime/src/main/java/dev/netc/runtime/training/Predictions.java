package dev.netc.runtime.training;

import dev.netc.program.Output;
import dev.netc.program.Program;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;

/** What a net says of each class: the output by which images are told apart. */
final class Predictions {
    /** By how much rounding lets the sum of a softmax stray from 1. */
    private static final double TOLERANCE = 1e-3;

    private Predictions() {}

    /**
     * The same as {@link Program#classifier}.
     *
     * @throws NetcException where there is none
     */
    static Output output(Program program) {
        return program.classifier().orElseThrow(() -> new NetcException("net " + program.name()
                + " has no output with an element a class; `output probabilities = softmax(…)` is one"));
    }

    /** Row {@code row} of {@code [batch, classes]}. */
    static double[] row(Tensor output, int row) {
        int classes = Math.toIntExact(output.shape().get(1));
        double[] values = new double[classes];
        for (int i = 0; i < classes; i++) {
            values[i] = output.doubleAt(row * classes + i);
        }
        return values;
    }

    /** The values as they are where they are probabilities already; else their softmax. */
    static double[] probabilities(double[] values) {
        double sum = 0;
        double largest = Double.NEGATIVE_INFINITY;
        boolean inRange = true;
        for (double value : values) {
            sum += value;
            largest = Math.max(largest, value);
            inRange &= value >= 0 && value <= 1 + TOLERANCE;
        }
        return inRange && Math.abs(sum - 1) < TOLERANCE ? values.clone() : softmax(values, largest);
    }

    private static double[] softmax(double[] values, double largest) {
        double[] result = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            result[i] = StrictMath.exp(values[i] - largest);
            sum += result[i];
        }
        for (int i = 0; i < values.length; i++) {
            result[i] /= sum;
        }
        return result;
    }

    /** Number of classes that stand before {@code label}: those with more, and among equals those that come first. */
    static int rank(double[] values, int label) {
        int before = 0;
        for (int i = 0; i < values.length; i++) {
            // Written so that NaN stands before everything: a broken net is never right.
            if (!(values[i] < values[label]) && (i < label || !(values[i] == values[label])) && i != label) {
                before++;
            }
        }
        return before;
    }
}
