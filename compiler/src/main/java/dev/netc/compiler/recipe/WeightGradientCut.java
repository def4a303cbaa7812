package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Expr;

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
 * @param positions positions of a row that are written out before the loop over them turns
 * @param heldTaps taps of the window whose totals a work-item holds
 */
record WeightGradientCut(int filtersOfTile, int channelsOfTile, int tapsOfTile, int filtersOfItem, int channelsOfItem,
        int rowsOfGroup, int positions, boolean oneRow, int heldTaps) {
    private static final int VECTOR_BYTES = 64;

    /**
     * The cut where a group, or a segment of the image, has at most so many channels.
     *
     * @param ofRows the tile by which rows are put in groups
     */
    static WeightGradientCut of(WeightGradientTile tile, WeightGradientTile ofRows, Geometry g, int channels) {
        return of(tile, g, channels).withRows(of(ofRows, g, channels).rowsOfGroup);
    }

    private WeightGradientCut withRows(int rows) {
        return new WeightGradientCut(filtersOfTile, channelsOfTile, tapsOfTile, filtersOfItem, channelsOfItem, rows,
                positions,
                oneRow, heldTaps);
    }

    private static WeightGradientCut of(WeightGradientTile tile, Geometry g, int channels) {
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
                rowsOfGroup(tile, g, filtersOfItem, channelsOfItem), tile.positions(), oneRow, heldTaps);
    }

    /** Pairs of a filter and a channel whose totals private memory holds. */
    private static int totals(WeightGradientTile tile, int taps) {
        return Math.toIntExact(Math.max(1, tile.privateBytes() / ((long) taps * VECTOR_BYTES)));
    }

    /** Where the totals of a pair of a filter and a channel of a tile begin, given where the tile's do. */
    Expr total(Expr firstTotal, int filter, int channel) {
        return add(firstTotal, whole((long) (channel * filtersOfItem + filter) * heldTaps));
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
