package dev.netc.compiler.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the gradient of a window's weight is cut for Winograd's way. The gradient is a correlation of the image with the incoming gradient,
 * whose results are the taps; {@link ToomCook} makes all taps from a tile of the incoming gradient and the tile of the image
 * under it. What one tile gives is added to what all others give before it is put together. Whoever changes when this way is taken,
 * its tiles, or what a work-item owns raises {@link dev.netc.program.Program#ARITHMETIC}: all constants here take
 * part in that. A register tile changes no bit.
 *
 * @param planes of each segment of the image, or of a group, each of which is a {@linkplain Phases phase} of a channel
 * @param down rows of a tile
 * @param across columns of a tile
 * @param bytes of a number
 */
record WinogradGradientCut(Geometry g, List<Integer> planes, ToomCook down, ToomCook across, int bytes) {
    /** Where channels or filters are few, taking tiles apart costs more than products save. */
    private static final double WORTH_IT = 1.25;
    /** What taking one number apart costs in multiply-adds. */
    private static final int TRANSFORM = 14;
    /** Tiles of a row that are summed together, before their sums are added to totals. */
    private static final int TOGETHER = 3;
    /** Where work-items are fewer they share the examples, and have totals of their own. */
    private static final int LEAST_ITEMS = 8;
    /** Of the totals: 256 MB in single precision. */
    private static final long MOST_TOTALS = 64_000_000;
    /** Of the totals where examples are shared, of which a small batch is to have the better of: 32 MB. */
    private static final long MOST_SHARED_TOTALS = 8_000_000;
    /** What adding to a total costs in multiply-adds of one example, where sixteen are summed first. */
    private static final double ADD = 3 / 16.0;
    /** What clearing a total and putting it together costs, likewise, where the batch has 32 examples: memory takes as long as for 40. */
    private static final double PUT_TOGETHER = 40 / 32.0;
    /** A work-item's planes of the image are a multiple of so many, which every register tile's columns divide. */
    static final int PLANES = 12;
    /** Its filters are, likewise. */
    static final int FILTERS = 2 * Layout.WEIGHT_TILE;
    /** Planes of both that a work-item owns, so that there are several where filters and channels are many. */
    private static final int MOST_PLANES = 176;
    /** What a work-item keeps taken apart. A thread's stack may be 2 MB. */
    private static final int MOST_BYTES = 1_670_000;

    WinogradGradientCut {
        planes = List.copyOf(planes);
    }

    /**
     * The cut that costs least, for an image whose segments have so many channels; empty where the direct way costs less.
     *
     * @param bytes of a number
     */
    static Optional<WinogradGradientCut> of(Geometry g, List<Integer> segments, int bytes) {
        Phases phases = Phases.of(g);
        List<Integer> planes = (g.groups() == 1 ? segments : List.of(g.channelsOfGroup())).stream()
                .map(channels -> channels * phases.count()).toList();
        int rows = phases.rows(g.kernelHeight());
        int columns = phases.columns(g.kernelWidth());
        List<WinogradGradientCut> cuts = new ArrayList<>();
        for (int down : ToomCook.taps(rows)) {
            for (int across : ToomCook.taps(columns)) {
                cuts.add(new WinogradGradientCut(g, planes, ToomCook.of(rows, down), ToomCook.of(columns, across),
                        bytes));
            }
        }
        return cuts.stream().filter(cut -> cut.totals() <= MOST_TOTALS)
                .min(Comparator.comparingLong(WinogradGradientCut::cost))
                .filter(cut -> cut.cost() * WORTH_IT < Correlation.forward(g).multiplyAdds());
    }

    Phases phases() {
        return Phases.of(g);
    }

    /** Planes of a group's image. */
    int planesOfGroup() {
        return g.channelsOfGroup() * phases().count();
    }

    private long cost() {
        double adds = ADD * rowsOfTiles() * Math.ceilDiv(columnsOfTiles(), columnsTogether()) + PUT_TOGETHER * parts();
        return multiplyAddsOfGroup() + (long) TRANSFORM * numbers(owned()) * tiles() * products()
                + Math.round(adds * products() * planesOfGroup() * g.filtersOfGroup());
    }

    /** Planes that are taken apart in all for a group, where a work-item owns so many. */
    private long numbers(Owned owned) {
        return (long) planesOfGroup() * Math.ceilDiv(g.filtersOfGroup(), owned.filters)
                + (long) g.filtersOfGroup() * planes.stream().mapToInt(owned::itemsOf).sum();
    }

    /**
     * What a work-item owns.
     *
     * @param filters of a group, in multiples of {@link #FILTERS}
     * @param planes of a segment, in multiples of {@link #PLANES}
     */
    record Owned(int filters, int planes) {
        /** Work-items for so many planes. */
        int itemsOf(int planesOfSegment) {
            return Math.ceilDiv(planesOfSegment, planes);
        }
    }

    /** What a work-item owns so that the least is taken apart, and no more than it can keep; of equals the one with fewest filters. */
    Owned owned() {
        int kept = Math.min(MOST_PLANES,
                MOST_BYTES / (Layout.WEIGHT_TILE * bytes * products() * columnsTogether()));
        int planeTiles = Math.ceilDiv(planes.stream().mapToInt(Integer::intValue).max().orElseThrow(), PLANES);
        int filterTiles = Math.ceilDiv(g.filtersOfGroup(), FILTERS);
        return IntStream.rangeClosed(1, filterTiles).map(most -> Chunks.even(filterTiles, most) * FILTERS)
                .filter(filters -> filters + PLANES <= kept)
                .mapToObj(filters -> new Owned(filters,
                        Chunks.even(planeTiles, (kept - filters) / PLANES) * PLANES))
                .min(Comparator.comparingLong(this::numbers)).orElseThrow();
    }

    /** Parts of the examples that are summed by work-items of their own. */
    int parts() {
        Owned owned = owned();
        int items = g.groups() * Math.ceilDiv(g.filtersOfGroup(), owned.filters)
                * planes.stream().mapToInt(owned::itemsOf).sum();
        long most = Math.max(1, MOST_SHARED_TOTALS / totalsOfPart());
        return (int) Math.min(most, Math.ceilDiv(LEAST_ITEMS, items));
    }

    /** Numbers that are summed up: one for each part of the examples, product, filter and plane. */
    long totals() {
        return parts() * totalsOfPart();
    }

    private long totalsOfPart() {
        return (long) products() * filtersLying() * planesOfGroup();
    }

    /** As many filters as lie there, in whole tiles of the weight. */
    int filtersLying() {
        return Math.ceilDiv(g.filters(), Layout.WEIGHT_TILE) * Layout.WEIGHT_TILE;
    }

    /** Products of a tile, for each filter and plane. */
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
        return (long) tiles() * products() * planesOfGroup() * g.filtersOfGroup();
    }

    /** Multiply-adds for one example, those of positions beyond the edge too. */
    long multiplyAdds() {
        return g.groups() * multiplyAddsOfGroup();
    }

    /** Tiles of a row that are summed together. */
    int columnsTogether() {
        return Chunks.even(columnsOfTiles(), TOGETHER);
    }

    @Override
    public String toString() {
        return down.taps() + " x " + across.taps();
    }
}
