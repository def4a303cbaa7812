package dev.netc.runtime.training;

import java.util.OptionalDouble;

/** Measures how fast a training goes, for people only: nothing that is computed depends on it. */
final class Pace {
    private static final double NANO = 1e-9;

    private final long start = System.nanoTime();
    private final double before;
    private double epochBefore;
    private long epochStart = start;
    private OptionalDouble epochTrained = OptionalDouble.empty();
    private double validationSeconds;

    /**
     * Begins.
     *
     * @param before seconds that were spent before the training rested; 0 for one that begins
     * @param epochBefore of these in the epoch that has not ended
     */
    Pace(double before, double epochBefore) {
        this.before = before;
        this.epochBefore = epochBefore;
    }

    /** The epoch's steps begin, or go on where they rested. */
    void epochStarts() {
        epochStart = System.nanoTime();
    }

    /** The epoch's steps are done; its validation is not of its pace. */
    void epochTrained() {
        epochTrained = OptionalDouble.of(epochSeconds());
    }

    void epochEnds() {
        epochBefore = 0;
        epochTrained = OptionalDouble.empty();
    }

    void validated(double seconds) {
        validationSeconds = seconds;
    }

    /** Since the training began, without its rests. */
    double seconds() {
        return before + sinceRest();
    }

    /** Since the training began, or went on. */
    double sinceRest() {
        return (System.nanoTime() - start) * NANO;
    }

    /** Spent in the epoch's steps. */
    double epochSeconds() {
        return epochTrained.orElseGet(() -> epochBefore + (System.nanoTime() - epochStart) * NANO);
    }

    /** What remains, if every epoch goes as this one did so far. */
    double secondsLeft(int batch, int batches, int epochsAfterThis) {
        double epoch = epochSeconds() / batch * batches;
        return epoch - epochSeconds() + validationSeconds + epochsAfterThis * (epoch + validationSeconds);
    }
}
