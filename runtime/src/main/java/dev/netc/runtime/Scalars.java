package dev.netc.runtime;

/**
 * What a function is told beside its tensors.
 *
 * @param batch examples fed, at least 1
 * @param step optimizer steps done so far
 * @param seed of the run, for dropout
 * @param rate learning rate
 * @param height of the fed pixels
 * @param width of the fed pixels
 */
public record Scalars(int batch, int step, long seed, double rate, int height, int width) {
    public Scalars {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch of " + batch);
        }
    }

    /** For a function that draws nothing, learns nothing and reads no pixels. */
    public static Scalars batch(int batch) {
        return new Scalars(batch, 0, 0, 0, 0, 0);
    }
}
