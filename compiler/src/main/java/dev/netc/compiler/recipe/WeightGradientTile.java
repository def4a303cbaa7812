package dev.netc.compiler.recipe;

import dev.netc.program.Target;

/**
 * How the gradient of a window's weight is cut: into register tiles, and the tiles into what a work-item owns.
 *
 * @param filters filters of a register tile
 * @param channels channels of a register tile, at most
 * @param taps taps of a register tile along a row, at most
 * @param accumulators registers that a register tile sums in, at most
 * @param positions positions of a row that are written out before the loop over them turns
 * @param filtersOfItem filters that a work-item owns, at most; every row of the image that it reads serves all of them
 * @param channelsOfItem channels that a work-item owns, at most; every row of the incoming gradient serves all of them
 * @param cacheBytes what the rows that are taken at once may fill of a core's cache
 * @param privateBytes what the totals may fill of a work-item's private memory
 */
record WeightGradientTile(int filters, int channels, int taps, int accumulators, int positions, int filtersOfItem,
        int channelsOfItem, long cacheBytes, long privateBytes) {

    /** For thirty-two registers of sixteen floats and a megabyte of cache a core. */
    private static final WeightGradientTile WIDE = new WeightGradientTile(4, 4, 6, 24, 1, 24, 16, 700_000, 256_000);

    /** For sixteen registers of eight floats and half a megabyte of cache a core. */
    private static final WeightGradientTile NARROW = new WeightGradientTile(3, 4, 3, 12, 2, 24, 16, 350_000, 256_000);

    /**
     * By this tile rows are put in groups, whatever the tile is that a kernel has: the groups say in which order numbers are added, and
     * were cut by it before other tiles were found to be faster.
     */
    private static final WeightGradientTile ROWS_NARROW = new WeightGradientTile(3, 4, 2, 6, 1, 24, 16, 350_000,
            256_000);

    /** The tile by which rows are put in groups that are summed together. */
    static WeightGradientTile ofRows(Target target) {
        return target == Target.CPU_NARROW ? ROWS_NARROW : WIDE;
    }

    /** With a tile of filters by taps along a row, on processors of a kind. */
    static WeightGradientTile of(Target target, Tile tile) {
        WeightGradientTile sizes = target == Target.CPU_NARROW ? NARROW : WIDE;
        return new WeightGradientTile(tile.rows(), sizes.channels, tile.columns(), sizes.accumulators, sizes.positions,
                sizes.filtersOfItem, sizes.channelsOfItem, sizes.cacheBytes, sizes.privateBytes);
    }

    /** Taps of a register tile where a row of the window has so many: its parts are as alike as they can be. */
    int tapsOf(int width) {
        return Chunks.even(width, taps);
    }

    /** Channels of a register tile of so many taps. */
    int channelsOf(int tapsOfTile) {
        return Math.clamp(accumulators / (filters * tapsOfTile), 1, channels);
    }
}
