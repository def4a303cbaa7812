package dev.netc.compiler.recipe;

/**
 * How a convolution's sums are cut so that what they read stays in a core's cache while all register tiles read it: into
 * positions of a row, and for them into channels. Sums wait in private memory from chunk to chunk. In which order numbers are
 * added depends on it, so it is the same for every device and tile.
 *
 * @param positions of a row, at most
 * @param channels summed together, at most
 */
record Chunks(int positions, int channels) {
    /** What a chunk reads, for one block of examples: a small core's second cache is four times as large. */
    private static final int CACHE_BYTES = 100_000;
    /** The sums of so many, for the filters that lie side by side, fill half of a first cache. */
    private static final int MOST_POSITIONS = 16;
    private static final int VECTOR_BYTES = 64;

    /**
     * Cuts a row of {@code width} positions.
     *
     * @param channels in all
     * @param rows of the read tensor that a position needs
     * @param first how many of its columns the first position needs
     * @param step how many columns each further position adds
     * @param taps weights of a channel for each of the filters that lie side by side
     */
    static Chunks of(int width, int channels, int rows, int first, int step, int taps) {
        int positions = even(width, MOST_POSITIONS);
        long bytes = (long) VECTOR_BYTES * (rows * (first + (positions - 1L) * step) + taps);
        return new Chunks(positions, even(channels, (int) Math.max(1, CACHE_BYTES / bytes)));
    }

    /** The size of as few parts of at most {@code most} as there can be, as alike as can be. */
    static int even(int total, int most) {
        return Math.ceilDiv(total, Math.ceilDiv(total, most));
    }
}
