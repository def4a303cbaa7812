package dev.netc.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * That contestants compute the same. Nothing is timed before that is known: a net that differs, or a layer left out, would be
 * measured as speed.
 */
final class Agreement {
    /** Of float32 sums of up to 9,216 products in orders that differ. */
    static final double TOLERANCE = 1e-4;
    /**
     * Of gradients: a number within rounding of zero passes its gradient through ReLU in one system and not in the other, and so do
     * two that are about the largest of a window. A single one moves the gradients of all layers before it by some thousandths.
     */
    static final double GRADIENT_TOLERANCE = 1e-2;

    private Agreement() {}

    /**
     * How far training is apart.
     *
     * @param loss the largest share by which a loss differs
     * @param gradients the largest by which a parameter's gradient does
     */
    record OfTraining(double loss, double gradients) {}

    /**
     * Compares what contestants infer of the examples with what the first does: the largest difference, as a share of the spread
     * of the first one's values.
     *
     * @return the largest share
     * @throws DisagreementException where one is over the tolerance
     */
    static double ofOutputs(List<? extends Contestant> contestants, Examples examples) {
        contestants.forEach(c -> c.give(examples));
        float[] expected = contestants.getFirst().infer();
        double worst = 0;
        for (Contestant other : contestants.subList(1, contestants.size())) {
            worst = Math.max(worst, require("the output for " + examples.batch() + " images", other,
                    contestants.getFirst(), ofSpread(other.infer(), expected), TOLERANCE));
        }
        return worst;
    }

    /**
     * Compares training from the same parameters, nothing dropped: the loss, the gradient of every parameter by the length of the
     * difference as a share of its own length, and the losses of steps that follow each other.
     *
     * @throws DisagreementException where one is over its tolerance
     */
    static OfTraining ofTraining(List<? extends Learner> learners, Examples examples, int steps) {
        learners.forEach(l -> l.give(examples));
        Learner first = learners.getFirst();
        Learner.Slope expected = first.slope();
        double[] losses = losses(first, steps);
        double loss = 0;
        double gradients = 0;
        for (Learner other : learners.subList(1, learners.size())) {
            Learner.Slope slope = other.slope();
            for (Map.Entry<String, float[]> gradient : expected.gradients().entrySet()) {
                gradients = Math.max(gradients, require("the gradient of " + gradient.getKey(), other, first,
                        ofLength(slope.gradients().get(gradient.getKey()), gradient.getValue()), GRADIENT_TOLERANCE));
            }
            double[] own = losses(other, steps);
            for (int i = 0; i < steps; i++) {
                loss = Math.max(loss, require("the loss before step " + (i + 1), other, first,
                        share(own[i], losses[i]), TOLERANCE));
            }
        }
        return new OfTraining(loss, gradients);
    }

    private static double[] losses(Learner learner, int steps) {
        double[] losses = new double[steps];
        Arrays.setAll(losses, i -> learner.step());
        return losses;
    }

    /** The largest difference as a share of what lies between the least and the greatest value expected. */
    static double ofSpread(float[] values, float[] expected) {
        requireAsMany(values, expected);
        double largest = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs((double) values[i] - expected[i]));
            least = Math.min(least, expected[i]);
            greatest = Math.max(greatest, expected[i]);
        }
        return largest / (greatest - least);
    }

    /** The Euclidean length of the difference as a share of the length expected. */
    static double ofLength(float[] values, float[] expected) {
        requireAsMany(values, expected);
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            double apart = (double) values[i] - expected[i];
            difference += apart * apart;
            length += (double) expected[i] * expected[i];
        }
        return Math.sqrt(difference / length);
    }

    private static void requireAsMany(float[] values, float[] expected) {
        if (values.length != expected.length) {
            throw new DisagreementException(values.length + " values, not " + expected.length);
        }
    }

    private static double share(double value, double expected) {
        return Math.abs(value - expected) / Math.abs(expected);
    }

    /** Written so that a share that is no number fails too. */
    private static double require(String what, Contestant one, Contestant other, double share, double allowed) {
        if (share <= allowed) {
            return share;
        }
        throw new DisagreementException("%s and %s disagree on %s: by a share of %.2g, where %.0e is allowed"
                .formatted(one.name(), other.name(), what, share, allowed));
    }
}
