package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
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
    private final Expr onlyRow = new Name("ky");

    WeightGradientOfTiles(WeightGradientOperands operands, WeightGradientTile tile) {
        o = operands;
        g = operands.g;
        cut = WeightGradientCut.of(tile, g, mostChannels());
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
        code.array(o.writer.vector(), "totals", totals);
        code.loop("i", totals, (inner, i) -> inner.store("totals", i, new Expr.Convert(o.writer.vector(), real(0))));
        code.loop("block", whole(0), count, 1, (inBlock, block) -> inBlock.loop("row", whole(0), whole(g.outHeight()),
                cut.rowsOfGroup(), (inRows, row) -> eachTile(inRows, item,
                        (inTile, t) -> everyRowOfWindow(inTile, (inner, ky) -> {
                            for (int from = 0; from < g.kernelWidth(); from += cut.tapsOfTile()) {
                                int to = Math.min(from + cut.tapsOfTile(), g.kernelWidth());
                                new Rows(t, from, to, block, ky).write(inner, row);
                            }
                        }))));
        eachTile(code, item, this::store);
    }

    /** Takes a register tile. */
    private interface EachTile {
        void write(Code code, Tile tile);
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

    private Tile tile(Code code, Item item, int filters, int channels, Expr inGroup, Expr channel) {
        Expr filter = code.let(KernelType.INT, "filter",
                add(multiply(item.group, whole(g.filtersOfGroup())), inGroup));
        Expr plane = g.groups() == 1 ? channel : add(multiply(item.group, whole(g.channelsOfGroup())), channel);
        Expr pair = add(multiply(subtract(channel, item.firstChannel), whole(cut.filtersOfItem())),
                subtract(inGroup, item.firstFilter));
        Expr totals = code.let(KernelType.INT, "first_total", multiply(pair, whole(cut.heldTaps())));
        return new Tile(item.s, filters, channels, filter, channel, plane, totals);
    }

    /**
     * A register tile.
     *
     * @param s segment of the image
     * @param filter number of the first filter
     * @param channel number of the first channel within its filter's part of the segment
     * @param plane number of the first channel within the segment
     * @param firstTotal where its totals begin
     */
    private record Tile(int s, int filters, int channels, Expr filter, Expr channel, Expr plane, Expr firstTotal) {}

    private void everyRowOfWindow(Code code, Code.Loop body) {
        if (cut.oneRow()) {
            body.write(code, onlyRow);
        } else {
            code.loop("ky", g.kernelHeight(), body);
        }
    }

    /** The first total of a pair of a filter and a channel of a tile. */
    private Expr total(Tile t, int f, int c) {
        return add(t.firstTotal, whole((long) (c * cut.filtersOfItem() + f) * cut.heldTaps()));
    }

    /** The taps from {@code from} to {@code to} of one row of the window, over a group of rows. */
    private final class Rows {
        private final Tile t;
        private final int from;
        private final int to;
        private final Expr block;
        private final Expr ky;
        private final Name[][][] sums;

        Rows(Tile t, int from, int to, Expr block, Expr ky) {
            this.t = t;
            this.from = from;
            this.to = to;
            this.block = block;
            this.ky = ky;
            this.sums = new Name[t.filters][t.channels][to - from];
        }

        void write(Code code, Expr row) {
            String suffix = "_" + from;
            eachSum((f, c, k) -> sums[f][c][k] = code.variable(o.writer.vector(),
                    "sum" + f + "_" + c + "_" + (from + k), real(0)));
            Expr first = max(row,
                    divide(add(max(whole(0), subtract(whole(g.padTop()), ky)), whole(g.strideHeight() - 1L)),
                            whole(g.strideHeight())));
            Expr end = min(min(add(row, whole(cut.rowsOfGroup())), whole(g.outHeight())),
                    divide(subtract(whole(g.height() - 1L + g.padTop() + g.strideHeight()), ky),
                            whole(g.strideHeight())));
            code.loop("y" + suffix, first, end, 1, (inner, y) -> row(inner, y));
            eachSum((f, c, k) -> {
                Expr tap = add(cut.oneRow() ? whole(0) : multiply(ky, whole(g.kernelWidth())), whole(from + k));
                Expr at = add(total(t, f, c), tap);
                code.store("totals", at, add(new Load("totals", at), sums[f][c][k]));
            });
        }

        private interface EachSum {
            void at(int f, int c, int k);
        }

        private void eachSum(EachSum each) {
            for (int f = 0; f < t.filters; f++) {
                for (int c = 0; c < t.channels; c++) {
                    for (int k = 0; k < to - from; k++) {
                        each.at(f, c, k);
                    }
                }
            }
        }

        private void row(Code code, Expr y) {
            Expr inY = subtract(add(multiply(y, whole(g.strideHeight())), ky), whole(g.padTop()));
            Expr in = code.let(KernelType.LONG, "image_row", Blocks.index(block, o.elements(t.s),
                    multiply(add(multiply(t.plane, whole(g.height())), inY), whole(g.width()))));
            Expr out = code.let(KernelType.LONG, "incoming_row", Blocks.index(block, o.outElements(),
                    multiply(add(multiply(t.filter, whole(g.outHeight())), y), whole(g.outWidth()))));
            int low = Math.min(g.outWidth(), Math.ceilDiv(Math.max(0, g.padLeft() - from), g.strideWidth()));
            int high = Math.max(low,
                    Math.min(g.outWidth(), Math.floorDiv(g.width() - to + g.padLeft(), g.strideWidth()) + 1));
            for (int x = 0; x < low; x++) {
                position(code, in, out, whole(x), x, "_l" + x);
            }
            code.loop("x", whole(low), whole(high), 1, (inner, x) -> position(inner, in, out, x, -1, ""));
            for (int x = high; x < g.outWidth(); x++) {
                position(code, in, out, whole(x), x, "_r" + x);
            }
        }

        /** One position of the row; {@code known} is its number where it stands at the edge, else -1. */
        private void position(Code code, Expr in, Expr out, Expr x, int known, String suffix) {
            Expr[] incoming = new Expr[t.filters];
            for (int f = 0; f < t.filters; f++) {
                incoming[f] = code.let(o.writer.vector(), "incoming" + f + suffix,
                        new Load(o.incoming, add(add(out, whole((long) f * g.outPlane())), x)));
            }
            for (int c = 0; c < t.channels; c++) {
                for (int k = 0; k < to - from; k++) {
                    int offset = from + k - g.padLeft();
                    if (known < 0 || inside(known * g.strideWidth() + offset)) {
                        Expr at = add(add(in, whole((long) c * g.plane() + offset)),
                                multiply(x, whole(g.strideWidth())));
                        Expr value = code.let(o.writer.vector(), "value" + c + "_" + k + suffix,
                                new Load(o.images.get(t.s), at));
                        for (int f = 0; f < t.filters; f++) {
                            code.assign(sums[f][c][k], call("fma", incoming[f], value, sums[f][c][k]));
                        }
                    }
                }
            }
        }

        private boolean inside(int x) {
            return x >= 0 && x < g.width();
        }
    }

    private void store(Code code, Tile t) {
        for (int c = 0; c < t.channels; c++) {
            Expr filterStart = multiply(add(t.channel, whole(c + (long) o.first(t.s))), whole(g.taps()));
            Expr element = cut.oneRow() ? add(filterStart, multiply(onlyRow, whole(g.kernelWidth()))) : filterStart;
            for (int f = 0; f < t.filters; f++) {
                Expr total = total(t, f, c);
                Expr own = add(t.filter, whole(f));
                code.loop("tap", cut.heldTaps(), (inner, tap) -> o.sink.put(inner, o.weights.at(own, add(element, tap)),
                        LaneSum.of(o.writer, new Load("totals", add(total, tap)))));
            }
            fill(code, t.filters, t.filter, element);
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
