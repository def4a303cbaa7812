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
 * @param channels of each segment of the image, or of a group
 * @param down rows of a tile
 * @param across columns of a tile
 */
record WinogradGradientCut(Geometry g, List<Integer> channels, ToomCook down, ToomCook across) {
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
    /** A work-item's channels are a multiple of so many, which every register tile's columns divide. */
    static final int CHANNELS = 12;
    /** Its filters are, likewise. */
    static final int FILTERS = 2 * Layout.WEIGHT_TILE;
    /** Vectors that a work-item keeps taken apart: 1.7 MB in single precision. */
    private static final int MOST_VECTORS = 26_000;

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
        return multiplyAddsOfGroup() + (long) TRANSFORM * numbers(span()) * tiles() * products();
    }

    /** Planes that are taken apart in all for a group, where a work-item owns so many. */
    private long numbers(Span span) {
        return (long) g.channelsOfGroup() * Math.ceilDiv(g.filtersOfGroup(), span.filters)
                + (long) g.filtersOfGroup() * channels.stream().mapToInt(span::itemsOf).sum();
    }

    /**
     * What a work-item owns.
     *
     * @param filters of a group, in multiples of {@link #FILTERS}
     * @param channels of a segment, in multiples of {@link #CHANNELS}
     */
    record Span(int filters, int channels) {
        /** Work-items for so many channels. */
        int itemsOf(int channelsOfSegment) {
            return Math.ceilDiv(channelsOfSegment, channels);
        }
    }

    /** What a work-item owns so that the least is taken apart, and no more than it can keep. */
    Span span() {
        int planes = MOST_VECTORS / (products() * columnsTogether());
        int channelTiles = Math.ceilDiv(channels.stream().mapToInt(Integer::intValue).max().orElseThrow(), CHANNELS);
        int filterTiles = Math.ceilDiv(g.filtersOfGroup(), FILTERS);
        return IntStream.rangeClosed(1, filterTiles).map(most -> Chunks.even(filterTiles, most) * FILTERS)
                .filter(filters -> filters + CHANNELS <= planes)
                .mapToObj(filters -> new Span(filters,
                        Chunks.even(channelTiles, (planes - filters) / CHANNELS) * CHANNELS))
                .min(Comparator.comparingLong(this::numbers)).orElseThrow();
    }

    /** Parts of the examples that are summed by work-items of their own. */
    int parts() {
        Span span = span();
        int items = g.groups() * Math.ceilDiv(g.filtersOfGroup(), span.filters)
                * channels.stream().mapToInt(span::itemsOf).sum();
        return Math.ceilDiv(LEAST_ITEMS, items);
    }

    /** Numbers that are summed up: one for each part of the examples, product, filter and channel. */
    long totals() {
        return (long) parts() * products() * filtersLying() * g.channelsOfGroup();
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

    /** Tiles of a row that are summed together. */
    int columnsTogether() {
        return Chunks.even(columnsOfTiles(), TOGETHER);
    }

    @Override
    public String toString() {
        return down.taps() + " x " + across.taps();
    }
}
