package dev.netc.runtime.training;

/** Measures how fast a training goes, for people only: nothing that is computed depends on it. */
final class Pace {
    private static final double NANO = 1e-9;

    private final long start = System.nanoTime();
    private long epochStart = start;
    private double validationSeconds;

    void epochStarts() {
        epochStart = System.nanoTime();
    }

    void validated(double seconds) {
        validationSeconds = seconds;
    }

    /** Since the training began. */
    double seconds() {
        return (System.nanoTime() - start) * NANO;
    }

    /** Since the epoch began. */
    double epochSeconds() {
        return (System.nanoTime() - epochStart) * NANO;
    }

    /** What remains, if every epoch goes as this one did so far. */
    double secondsLeft(int batch, int batches, int epochsAfterThis) {
        double epoch = epochSeconds() / batch * batches;
        return epoch - epochSeconds() + validationSeconds + epochsAfterThis * (epoch + validationSeconds);
    }
}
