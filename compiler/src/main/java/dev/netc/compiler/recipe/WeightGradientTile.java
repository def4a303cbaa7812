package dev.netc.compiler.recipe;

/**
 * How the gradient of a window's weight is cut: into register tiles, and the tiles into what a work-item owns. Results
 * differ in their last bits with the sizes; they do not depend on the device.
 *
 * @param filters filters of a register tile
 * @param channels channels of a register tile, at most
 * @param taps taps of a register tile along a row, at most
 * @param accumulators vectors that a register tile sums in, at most
 * @param filtersOfItem filters that a work-item owns, at most; every row of the image that it reads serves all of them
 * @param channelsOfItem channels that a work-item owns, at most; every row of the incoming gradient serves all of them
 * @param cacheBytes what the rows that are taken at once may fill of a core's cache
 * @param privateBytes what the totals may fill of a work-item's private memory
 */
record WeightGradientTile(int filters, int channels, int taps, int accumulators, int filtersOfItem, int channelsOfItem,
        long cacheBytes, long privateBytes) {

    /** For thirty-two registers of sixteen floats and a megabyte of cache a core. */
    static final WeightGradientTile WIDE = new WeightGradientTile(4, 4, 6, 24, 24, 16, 700_000, 256_000);

    /** For sixteen registers of eight floats and half a megabyte of cache a core. */
    static final WeightGradientTile NARROW = new WeightGradientTile(3, 4, 2, 6, 24, 16, 350_000, 256_000);

    /** Taps of a register tile where a row of the window has so many: its parts are as alike as they can be. */
    int tapsOf(int width) {
        return Math.ceilDiv(width, Math.ceilDiv(width, taps));
    }

    /** Channels of a register tile of so many taps. */
    int channelsOf(int tapsOfTile) {
        return Math.clamp(accumulators / (filters * tapsOfTile), 1, channels);
    }
}
