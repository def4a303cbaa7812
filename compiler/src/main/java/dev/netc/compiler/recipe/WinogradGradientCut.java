package dev.netc.compiler.recipe;

import java.util.Optional;

/**
 * How the gradient of a window's weight is cut for Winograd's way. The gradient is a correlation of the image with the incoming gradient,
 * whose results are the taps; {@link ToomCook} makes all taps from a tile of the incoming gradient and the tile of the image
 * under it. What one tile gives is added to what all others give before it is put together. Whoever changes when this way is taken,
 * its tiles, or which of them are summed together raises {@link dev.netc.program.Program#ARITHMETIC}; what a work-item owns changes no bit.
 *
 * @param down rows of a tile
 * @param across columns of a tile
 */
record WinogradGradientCut(Geometry g, ToomCook down, ToomCook across) {
    /** Where channels or filters are few, taking tiles apart costs more than products save. */
    private static final double WORTH_IT = 1.25;
    /** What taking one number apart costs in multiply-adds. */
    private static final int TRANSFORM = 14;
    /** Tiles that are summed together, before lanes are added. */
    private static final int TOGETHER = 12;
    /** Work-items that there are at least, if need be by reading everything several times. */
    private static final int LEAST_ITEMS = 6;

    /** Of the image's tiles taken apart, for one block of examples in single precision. */
    private static final int IMAGE_BYTES = 260_000;
    /** Of the incoming gradient's tiles, likewise. */
    private static final int INCOMING_BYTES = 390_000;
    private static final int VECTOR_BYTES = 64;

    /** The cut that costs least; empty where the direct way costs less. */
    static Optional<WinogradGradientCut> of(Geometry g) {
        WinogradGradientCut best = null;
        for (int down : ToomCook.taps(g.kernelHeight())) {
            for (int across : ToomCook.taps(g.kernelWidth())) {
                WinogradGradientCut cut = new WinogradGradientCut(g, ToomCook.of(g.kernelHeight(), down),
                        ToomCook.of(g.kernelWidth(), across));
                best = best == null || cut.cost() < best.cost() ? cut : best;
            }
        }
        return Optional.ofNullable(best)
                .filter(cut -> cut.cost() * WORTH_IT < Correlation.forward(g).multiplyAdds());
    }

    private long cost() {
        long numbers = (long) g.channelsOfGroup() * Math.ceilDiv(g.filtersOfGroup(), filtersOfItem(1))
                + (long) g.filtersOfGroup() * Math.ceilDiv(g.channelsOfGroup(), channelsOfItem(1, g.channelsOfGroup()));
        return multiplyAddsOfGroup() + TRANSFORM * numbers * tiles() * products();
    }

    /** Products of a tile, for each filter and channel. */
    int products() {
        return down.products() * across.products();
    }

    int rowsOfTiles() {
        return Math.ceilDiv(g.outHeight(), down.taps());
    }

    int columnsOfTiles() {
        return Math.ceilDiv(g.outWidth(), across.taps());
    }

    private int tiles() {
        return rowsOfTiles() * columnsOfTiles();
    }

    private long multiplyAddsOfGroup() {
        return (long) tiles() * products() * g.channelsOfGroup() * g.filtersOfGroup();
    }

    /** Multiply-adds for one example, those of positions beyond the edge too. */
    long multiplyAdds() {
        return g.groups() * multiplyAddsOfGroup();
    }

    /** Columns of tiles that are summed together. */
    int columnsTogether() {
        return Chunks.even(columnsOfTiles(), TOGETHER);
    }

    /** Rows of them. */
    int rowsTogether() {
        return Chunks.even(rowsOfTiles(), Math.max(1, TOGETHER / columnsTogether()));
    }

    /** Blocks of examples whose tiles are summed together. */
    int blocksTogether() {
        return Math.max(1, TOGETHER / (columnsTogether() * rowsTogether()));
    }

    /** Tiles of a plane that are summed together. */
    int tilesTogether() {
        return columnsTogether() * rowsTogether() * blocksTogether();
    }

    /** Filters that a work-item owns, in whole register tiles of so many. */
    int filtersOfItem(int ofTile) {
        return span(g.filtersOfGroup(), ofTile, INCOMING_BYTES / bytesOfPlane());
    }

    /** Channels that a work-item owns of a group's, or a segment's, in whole register tiles of so many. */
    int channelsOfItem(int ofTile, int channels) {
        return span(channels, ofTile, IMAGE_BYTES / bytesOfPlane());
    }

    /** Rows of products that a work-item makes, where so many work-items would make all of them. */
    int linesOfItem(int items) {
        int parts = Math.min(down.products(), Math.ceilDiv(LEAST_ITEMS, items));
        return Chunks.even(down.products(), Math.ceilDiv(down.products(), parts));
    }

    private int bytesOfPlane() {
        return VECTOR_BYTES * across.products() * tilesTogether();
    }

    /** As few spans of whole tiles as there can be with at most {@code most}, as alike as can be. */
    private static int span(int total, int ofTile, int most) {
        return Chunks.even(Math.ceilDiv(total, ofTile), Math.max(1, most / ofTile)) * ofTile;
    }

    @Override
    public String toString() {
        return down.taps() + " x " + across.taps();
    }
}
