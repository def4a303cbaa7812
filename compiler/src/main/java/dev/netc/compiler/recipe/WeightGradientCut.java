package dev.netc.compiler.recipe;

import java.util.stream.IntStream;

/**
 * A {@link WeightGradientTile} laid on one convolution.
 *
 * @param filtersOfTile filters of a register tile
 * @param channelsOfTile channels of a register tile
 * @param tapsOfTile taps of a register tile, along a row of the window
 * @param filtersOfItem filters that a work-item owns
 * @param channelsOfItem channels that a work-item owns
 * @param rowsOfGroup rows of output that stay in the cache with the rows of the image that they read
 * @param oneRow whether a work-item owns one row of the window only: the totals of all would not fit its private memory
 * @param heldTaps taps of the window whose totals a work-item holds
 */
record WeightGradientCut(int filtersOfTile, int channelsOfTile, int tapsOfTile, int filtersOfItem, int channelsOfItem,
        int rowsOfGroup, boolean oneRow, int heldTaps) {
    private static final int VECTOR_BYTES = 64;

    /** The cut where a group, or a segment of the image, has at most so many channels. */
    static WeightGradientCut of(WeightGradientTile tile, Geometry g, int channels) {
        int tapsOfTile = tile.tapsOf(g.kernelWidth());
        int channelsOfTile = tile.channelsOf(tapsOfTile);
        boolean oneRow = tile.filters() * channelsOfTile > totals(tile, g.taps());
        int heldTaps = oneRow ? g.kernelWidth() : g.taps();
        int pairs = totals(tile, heldTaps);
        int channelsOfItem = span(channels, channelsOfTile,
                Math.min(tile.channelsOfItem(), pairs / Math.min(pairs, tile.filtersOfItem())));
        int filtersOfItem = span(g.filtersOfGroup(), tile.filters(),
                Math.min(tile.filtersOfItem(), pairs / channelsOfItem));
        return new WeightGradientCut(tile.filters(), channelsOfTile, tapsOfTile, filtersOfItem, channelsOfItem,
                rowsOfGroup(tile, g, filtersOfItem, channelsOfItem), oneRow, heldTaps);
    }

    /** Pairs of a filter and a channel whose totals private memory holds. */
    private static int totals(WeightGradientTile tile, int taps) {
        return Math.toIntExact(Math.max(1, tile.privateBytes() / ((long) taps * VECTOR_BYTES)));
    }

    /** Up to {@code most} in whole tiles, at least one; equal parts of {@code total} where that costs less than half. */
    private static int span(int total, int ofTile, int most) {
        int tiles = Math.ceilDiv(total, ofTile);
        int fewest = Math.ceilDiv(tiles, Math.max(1, most / ofTile));
        int spans = IntStream.rangeClosed(fewest, Math.min(tiles, 2 * fewest)).filter(n -> tiles % n == 0).findFirst()
                .orElse(fewest);
        return Math.ceilDiv(tiles, spans) * ofTile;
    }

    private static int rowsOfGroup(WeightGradientTile tile, Geometry g, int filters, int channels) {
        int rows = g.outHeight();
        while (rows > 1 && bytes(g, filters, channels, rows) > tile.cacheBytes()) {
            rows = Math.ceilDiv(rows, 2);
        }
        return rows;
    }

    private static long bytes(Geometry g, int filters, int channels, int rows) {
        long imageRows = (rows - 1L) * g.strideHeight() + g.kernelHeight();
        return VECTOR_BYTES * ((long) filters * rows * g.outWidth() + channels * imageRows * g.width());
    }
}
