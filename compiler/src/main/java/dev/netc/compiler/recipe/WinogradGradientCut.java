package dev.netc.compiler.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the gradient of a window's weight is cut for Winograd's way. The gradient is a correlation of the image with the incoming gradient,
 * whose results are the taps; {@link ToomCook} makes all taps from a tile of the incoming gradient and the tile of the image
 * under it. What one tile gives is added to what all others give before it is put together. Whoever changes when this way is taken,
 * its tiles, or which of them are summed together raises {@link dev.netc.program.Program#ARITHMETIC}: all constants here but {@link #LEAST_ITEMS} take
 * part in that. A register tile and how many rows of products a work-item makes change no bit.
 *
 * @param channels of each segment of the image, or of a group
 * @param down rows of a tile
 * @param across columns of a tile
 */
record WinogradGradientCut(Geometry g, List<Integer> channels, ToomCook down, ToomCook across) {
    /** Where channels or filters are few, taking tiles apart costs more than products save. */
    private static final double WORTH_IT = 1.25;
    /** What taking one number apart costs in multiply-adds. */
    private static final int TRANSFORM = 14;
    /** What adding the lanes of a sum to its total costs, likewise. */
    private static final int LANES = 3;
    /** Tiles that are summed together, before lanes are added. */
    private static final int TOGETHER = 12;
    /** Where work-items are fewer they share the rows of products, and read everything several times. */
    private static final int LEAST_ITEMS = 8;
    /** Of the totals: 256 MB in single precision. */
    private static final long MOST_TOTALS = 64_000_000;

    /** Of the image's tiles taken apart, for one block of examples in single precision. */
    private static final int IMAGE_BYTES = 260_000;
    /** Of the incoming gradient's tiles, likewise. */
    private static final int INCOMING_BYTES = 390_000;
    private static final int VECTOR_BYTES = 64;

    WinogradGradientCut {
        channels = List.copyOf(channels);
    }

    /** The cut that costs least, for an image whose segments have so many channels; empty where the direct way costs less. */
    static Optional<WinogradGradientCut> of(Geometry g, List<Integer> segments) {
        List<Integer> channels = g.groups() == 1 ? segments : List.of(g.channelsOfGroup());
        List<WinogradGradientCut> cuts = new ArrayList<>();
        for (int down : ToomCook.taps(g.kernelHeight())) {
            for (int across : ToomCook.taps(g.kernelWidth())) {
                cuts.add(new WinogradGradientCut(g, channels, ToomCook.of(g.kernelHeight(), down),
                        ToomCook.of(g.kernelWidth(), across)));
            }
        }
        return cuts.stream().filter(cut -> cut.totals() <= MOST_TOTALS)
                .min(Comparator.comparingLong(WinogradGradientCut::cost))
                .filter(cut -> cut.cost() * WORTH_IT < Correlation.forward(g).multiplyAdds());
    }

    private long cost() {
        long numbers = (long) g.channelsOfGroup() * Math.ceilDiv(g.filtersOfGroup(), filtersOfItem(1))
                + (long) g.filtersOfGroup()
                        * channels.stream().mapToInt(c -> Math.ceilDiv(c, channelsOfItem(1))).sum();
        long sums = (long) Math.ceilDiv(rowsOfTiles(), rowsTogether())
                * Math.ceilDiv(columnsOfTiles(), columnsTogether())
                * products() * g.channelsOfGroup() * g.filtersOfGroup();
        return multiplyAddsOfGroup() + LANES * sums + TRANSFORM * numbers * tiles() * products();
    }

    /** Numbers that are summed up: one for each product, filter and channel. */
    long totals() {
        return (long) products() * filtersLying() * g.channelsOfGroup();
    }

    /** As many filters as lie there, in whole tiles of the weight. */
    int filtersLying() {
        return Math.ceilDiv(g.filters(), Layout.WEIGHT_TILE) * Layout.WEIGHT_TILE;
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

    /** Tiles of a plane that are summed together. */
    int tilesTogether() {
        return columnsTogether() * rowsTogether();
    }

    /** Filters that a work-item owns, in whole register tiles of so many. */
    int filtersOfItem(int ofTile) {
        return span(g.filtersOfGroup(), ofTile, INCOMING_BYTES / bytesOfPlane());
    }

    /** Channels that a work-item owns, likewise. */
    int channelsOfItem(int ofTile) {
        return span(channels.stream().mapToInt(Integer::intValue).max().orElseThrow(), ofTile,
                IMAGE_BYTES / bytesOfPlane());
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
