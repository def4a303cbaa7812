package dev.netc.runtime.training;

import java.time.Duration;

import dev.netc.program.Training;

/**
 * What a run may set otherwise than its model does.
 *
 * @param epochs most epochs
 * @param batch images a step, over all devices
 * @param seed of order, augmentation and dropout
 * @param cacheBytes decoded images that may be kept in memory
 * @param checkpointEvery how much work may be lost, at most, where an epoch takes longer; zero for none
 */
public record TrainingOptions(int epochs, int batch, long seed, long cacheBytes, Duration checkpointEvery) {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /**
     * Options.
     *
     * @throws IllegalArgumentException where epochs or batch are less than 1, bytes or duration less than 0
     */
    public TrainingOptions {
        if (epochs < 1 || batch < 1 || cacheBytes < 0 || checkpointEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "epochs " + epochs + ", batch " + batch + ", cache of " + cacheBytes + " bytes, a checkpoint every "
                            + checkpointEvery);
        }
    }

    /** What the model says; up to a third of Java's memory for decoded images; checkpoints every ten minutes. */
    public static TrainingOptions of(Training training) {
        return new TrainingOptions(training.epochs(), training.batch(), training.seed(),
                Runtime.getRuntime().maxMemory() / 3, TEN_MINUTES);
    }

    /** These, with another number of epochs. */
    public TrainingOptions withEpochs(int most) {
        return new TrainingOptions(most, batch, seed, cacheBytes, checkpointEvery);
    }

    /** These, with another batch. */
    public TrainingOptions withBatch(int images) {
        return new TrainingOptions(epochs, images, seed, cacheBytes, checkpointEvery);
    }

    /** These, with another seed. */
    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(epochs, batch, other, cacheBytes, checkpointEvery);
    }

    /** These, with another bound on the memory for decoded images. */
    public TrainingOptions withCacheBytes(long bytes) {
        return new TrainingOptions(epochs, batch, seed, bytes, checkpointEvery);
    }

    /** These, with another time between checkpoints; zero for one after every step. */
    public TrainingOptions withCheckpointEvery(Duration time) {
        return new TrainingOptions(epochs, batch, seed, cacheBytes, time);
    }
}
