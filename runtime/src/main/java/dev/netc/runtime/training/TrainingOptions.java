package dev.netc.runtime.training;

import dev.netc.program.Training;

/**
 * What a run may set otherwise than its model does.
 *
 * @param epochs most epochs
 * @param batch images a step, over all devices
 * @param seed of order, augmentation and dropout
 * @param cacheBytes decoded images that may be kept in memory
 */
public record TrainingOptions(int epochs, int batch, long seed, long cacheBytes) {

    /**
     * Options.
     *
     * @throws IllegalArgumentException where epochs or batch are less than 1
     */
    public TrainingOptions {
        if (epochs < 1 || batch < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException(
                    "epochs " + epochs + ", batch " + batch + ", cache of " + cacheBytes + " bytes");
        }
    }

    /** What the model says; up to a third of Java's memory for decoded images. */
    public static TrainingOptions of(Training training) {
        return new TrainingOptions(training.epochs(), training.batch(), training.seed(),
                Runtime.getRuntime().maxMemory() / 3);
    }

    /** These, with another number of epochs. */
    public TrainingOptions withEpochs(int most) {
        return new TrainingOptions(most, batch, seed, cacheBytes);
    }

    /** These, with another batch. */
    public TrainingOptions withBatch(int images) {
        return new TrainingOptions(epochs, images, seed, cacheBytes);
    }

    /** These, with another seed. */
    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(epochs, batch, other, cacheBytes);
    }

    /** These, with another bound on the memory for decoded images. */
    public TrainingOptions withCacheBytes(long bytes) {
        return new TrainingOptions(epochs, batch, seed, bytes);
    }
}
