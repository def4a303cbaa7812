package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * Register tiles of filters, channels and taps along a row: lanes are examples, so each loaded row of the image serves every
 * filter of the tile. The taps at a row's ends that would read padding are left out where the row is unrolled. A work-item
 * owns several tiles side by side and takes rows in groups that stay in the cache while all of its tiles are done; after
 * each group the accumulators are added to the totals, which also keeps rounding small. At the very end the lanes are
 * added.
 */
final class WeightGradientOfTiles {
    private final WeightGradientOperands o;
    private final Geometry g;
    private final WeightGradientCut cut;
    private final VectorParts parts;
    private final Expr onlyRow = new Name("ky");

    WeightGradientOfTiles(WeightGradientOperands operands) {
        o = operands;
        g = operands.g;
        Layout layout = o.writer.layout();
        cut = WeightGradientCut.of(
                WeightGradientTile.of(layout.target(), o.writer.tile(TileKind.WEIGHT_GRADIENT, g)),
                WeightGradientTile.ofRows(layout.target()), g, mostChannels());
        parts = VectorParts.of(layout);
    }

    private int mostChannels() {
        return IntStream.range(0, o.images.size()).map(this::channels).max().orElseThrow();
    }

    Lowered lower() {
        Code code = o.writer.code();
        int run = g.filtersOfGroup();
        int itemsOfGroup = Math.ceilDiv(run, cut.filtersOfItem());
        Expr filterItem = o.writer.dimension("filter_item", (long) g.groups() * itemsOfGroup);
        Expr filters = code.let(KernelType.INT, "first_filter",
                multiply(remainder(filterItem, whole(itemsOfGroup)), whole(cut.filtersOfItem())));
        Expr group = code.let(KernelType.INT, "group", divide(filterItem, whole(itemsOfGroup)));
        if (cut.oneRow()) {
            o.writer.dimension("ky", g.kernelHeight());
        }
        Expr channelItem = o.writer.dimension("channel_item", channelItems());
        Expr count = code.let(KernelType.INT, "blocks", new Blocks(o.writer, 1).count());
        int before = 0;
        for (int s = 0; s < o.images.size(); s++) {
            int segment = s;
            int items = Math.ceilDiv(channels(s), cut.channelsOfItem());
            Expr channels = code.let(KernelType.INT, "first_channel" + s,
                    multiply(subtract(channelItem, whole(before)), whole(cut.channelsOfItem())));
            code.when(new Tiles(0, cut.channelsOfItem(), items).holds(channels),
                    then -> item(then, new Item(segment, filters, channels, group), count));
            before += items;
        }
        return o.writer.done();
    }

    private int channels(int segment) {
        return g.groups() == 1 ? o.channels.get(segment) : g.channelsOfGroup();
    }

    private int channelItems() {
        return IntStream.range(0, o.images.size()).map(s -> Math.ceilDiv(channels(s), cut.channelsOfItem())).sum();
    }

    private void item(Code code, Item item, Expr count) {
        int totals = cut.filtersOfItem() * cut.channelsOfItem() * cut.heldTaps();
        code.array(parts.type(), "totals", totals * parts.count());
        code.loop("i", (long) totals * parts.count(),
                (inner, i) -> inner.store("totals", i, new Expr.Convert(parts.type(), real(0))));
        code.loop("block", whole(0), count, 1, (inBlock, block) -> inBlock.loop("row", whole(0), whole(g.outHeight()),
                cut.rowsOfGroup(), (inRows, row) -> eachTile(inRows, item,
                        (inTile, t) -> everyRowOfWindow(inTile, (inWindow, ky) -> inWindow.loop("part", parts.count(),
                                (inner, number) -> everyTap(inner, row, t, block, ky, number))))));
        eachTile(code, item, this::store);
    }

    private void everyTap(Code code, Expr row, WeightGradientRows.Tile t, Expr block, Expr ky, Expr number) {
        for (int from = 0; from < g.kernelWidth(); from += cut.tapsOfTile()) {
            int to = Math.min(from + cut.tapsOfTile(), g.kernelWidth());
            new WeightGradientRows(o, cut, t, from, to, block, ky, number).write(code, row);
        }
    }

    /** Takes a register tile. */
    private interface EachTile {
        void write(Code code, WeightGradientRows.Tile tile);
    }

    /**
     * What a work-item owns.
     *
     * @param s segment of the image
     * @param firstFilter its first filter, counted within the group
     * @param firstChannel its first channel, counted within the group, or within the segment
     */
    private record Item(int s, Expr firstFilter, Expr firstChannel, Expr group) {}

    /** Loops over the full tiles, and what is left of filters and channels. */
    private void eachTile(Code code, Item item, EachTile body) {
        for (Tiles filters : Tiles.of(g.filtersOfGroup(), cut.filtersOfTile())) {
            filters.within(code, "tile_filter", item.firstFilter, cut.filtersOfItem(), (inFilters, filter) -> {
                for (Tiles channels : Tiles.of(channels(item.s), cut.channelsOfTile())) {
                    channels.within(inFilters, "tile_channel", item.firstChannel, cut.channelsOfItem(),
                            (inner, channel) -> body.write(inner,
                                    tile(inner, item, filters.size(), channels.size(), filter, channel)));
                }
            });
        }
    }

    private WeightGradientRows.Tile tile(Code code, Item item, int filters, int channels, Expr inGroup, Expr channel) {
        Expr filter = code.let(KernelType.INT, "filter",
                add(multiply(item.group, whole(g.filtersOfGroup())), inGroup));
        Expr plane = g.groups() == 1 ? channel : add(multiply(item.group, whole(g.channelsOfGroup())), channel);
        Expr pair = add(multiply(subtract(channel, item.firstChannel), whole(cut.filtersOfItem())),
                subtract(inGroup, item.firstFilter));
        Expr totals = code.let(KernelType.INT, "first_total", multiply(pair, whole(cut.heldTaps())));
        return new WeightGradientRows.Tile(item.s, filters, channels, filter, channel, plane, totals);
    }

    private void everyRowOfWindow(Code code, Code.Loop body) {
        if (cut.oneRow()) {
            body.write(code, onlyRow);
        } else {
            code.loop("ky", g.kernelHeight(), body);
        }
    }

    private void store(Code code, WeightGradientRows.Tile t) {
        for (int c = 0; c < t.channels(); c++) {
            Expr filterStart = multiply(add(t.channel(), whole(c + (long) o.first(t.s()))), whole(g.taps()));
            Expr element = cut.oneRow() ? add(filterStart, multiply(onlyRow, whole(g.kernelWidth()))) : filterStart;
            for (int f = 0; f < t.filters(); f++) {
                Expr total = cut.total(t.firstTotal(), f, c);
                Expr own = add(t.filter(), whole(f));
                code.loop("tap", cut.heldTaps(), (inner, tap) -> o.sink.put(inner, o.weights.at(own, add(element, tap)),
                        LaneSum.of(o.writer, IntStream.range(0, parts.count()).<Expr>mapToObj(
                                number -> new Load("totals", parts.at(add(total, tap), whole(number)))).toList())));
            }
            fill(code, t.filters(), t.filter(), element);
        }
    }

    /** Zeros where the last tile of filters in memory is not full. */
    private void fill(Code code, int filters, Expr filter, Expr element) {
        int padded = Math.ceilDiv(g.filters(), o.weights.tile()) * o.weights.tile();
        if (padded != g.filters() && o.sink.wantsPadding()) {
            code.when(new Expr.Binary(Expr.Operator.EQUAL, filter, whole((long) g.filters() - filters)),
                    then -> then.loop("padding", whole(g.filters()), whole(padded), 1, (inFilter, f) -> inFilter.loop(
                            "tap", cut.heldTaps(),
                            (inner, tap) -> o.sink.put(inner, o.weights.at(f, add(element, tap)), real(0)))));
        }
    }
}
