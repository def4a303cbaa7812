package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * Register tiles of filters, channels and taps along a row: lanes are examples, so each loaded row of the image serves every
 * filter of the tile. The taps at a row's ends that would read padding are left out where the row is unrolled. Rows are
 * taken in groups that stay in the cache; after each group the accumulators are added to the totals, which also keeps
 * rounding small. At the very end the lanes are added.
 */
final class WeightGradientOfTiles {
    private static final int FILTERS = 4;
    private static final int ACCUMULATORS = 24;
    private static final long CACHE_BYTES = 400_000;
    private static final long PRIVATE_BYTES = 256_000;
    private static final int VECTOR_BYTES = 64;

    private final WeightGradientOperands o;
    private final Geometry g;
    private final int tapsOfTile;
    private final int channelsOfTile;
    private final int rowsOfGroup;
    /** Whether a work-item owns one row of the window only: the totals of all would not fit its private memory. */
    private final boolean oneRow;
    private final Expr onlyRow = new Name("ky");

    WeightGradientOfTiles(WeightGradientOperands operands) {
        o = operands;
        g = operands.g;
        int width = g.kernelWidth();
        tapsOfTile = width <= 3 ? width : Math.min(6, Math.ceilDiv(width, 2));
        channelsOfTile = Math.min(Math.max(1, ACCUMULATORS / (FILTERS * tapsOfTile)), 4);
        rowsOfGroup = rowsOfGroup();
        oneRow = (long) FILTERS * channelsOfTile * g.taps() * VECTOR_BYTES > PRIVATE_BYTES;
    }

    /** As many rows of output as stay in the cache with the rows of the image that they read. */
    private int rowsOfGroup() {
        int rows = g.outHeight();
        while (rows > 1 && bytes(rows) > CACHE_BYTES) {
            rows = Math.ceilDiv(rows, 2);
        }
        return rows;
    }

    private long bytes(int rows) {
        long imageRows = (rows - 1L) * g.strideHeight() + g.kernelHeight();
        return VECTOR_BYTES * ((long) FILTERS * rows * g.outWidth() + channelsOfTile * imageRows * g.width());
    }

    Lowered lower() {
        Code code = o.writer.code();
        int run = g.filtersOfGroup();
        int tilesOfGroup = Math.ceilDiv(run, FILTERS);
        Expr tile = o.writer.dimension("filter_tile", (long) g.groups() * tilesOfGroup);
        Expr inGroup = code.let(KernelType.INT, "first_filter", multiply(
                remainder(tile, whole(tilesOfGroup)), whole(FILTERS)));
        Expr group = code.let(KernelType.INT, "group", divide(tile, whole(tilesOfGroup)));
        Expr filter = code.let(KernelType.INT, "filter", add(multiply(group, whole(run)), inGroup));
        if (oneRow) {
            o.writer.dimension("ky", g.kernelHeight());
        }
        Expr channelTile = o.writer.dimension("channel_tile", channelTiles());
        Expr count = code.let(KernelType.INT, "blocks", new Blocks(o.writer, 1).count());
        int before = 0;
        for (int s = 0; s < o.images.size(); s++) {
            int channels = g.groups() == 1 ? o.channels.get(s) : g.channelsOfGroup();
            Expr channel = code.let(KernelType.INT, "channel" + s,
                    multiply(subtract(channelTile, whole(before)), whole(channelsOfTile)));
            for (Tiles filters : Tiles.of(run, FILTERS)) {
                for (Tiles part : Tiles.of(channels, channelsOfTile)) {
                    int segment = s;
                    code.when(
                            binary(Expr.Operator.AND, filters.holds(inGroup),
                                    part.holds(channel)),
                            then -> tile(then, segment, filters.size(), part.size(), filter, group, channel, count));
                }
            }
            before += Math.ceilDiv(channels, channelsOfTile);
        }
        return o.writer.done();
    }

    private int channelTiles() {
        return g.groups() == 1
                ? o.channels.stream().mapToInt(c -> Math.ceilDiv(c, channelsOfTile)).sum()
                : Math.ceilDiv(g.channelsOfGroup(), channelsOfTile);
    }

    private void tile(Code code, int s, int filters, int channels, Expr filter, Expr group, Expr channel, Expr count) {
        int totals = filters * channels * heldTaps();
        code.array(o.writer.vector(), "totals", totals);
        code.loop("i", totals, (inner, i) -> inner.store("totals", i, new Expr.Convert(o.writer.vector(), real(0))));
        Expr plane = g.groups() == 1 ? channel : add(multiply(group, whole(g.channelsOfGroup())), channel);
        code.loop("block", whole(0), count, 1, (inBlock, block) -> inBlock.loop("row", whole(0), whole(g.outHeight()),
                rowsOfGroup, (inRows, row) -> everyRowOfWindow(inRows, (inner, ky) -> {
                    for (int from = 0; from < g.kernelWidth(); from += tapsOfTile) {
                        int to = Math.min(from + tapsOfTile, g.kernelWidth());
                        new Rows(s, filters, channels, from, to, filter, plane, block, ky).write(inner, row);
                    }
                })));
        store(code, s, filters, channels, filter, channel);
    }

    /** Taps of the window whose totals a work-item holds. */
    private int heldTaps() {
        return oneRow ? g.kernelWidth() : g.taps();
    }

    private void everyRowOfWindow(Code code, Code.Loop body) {
        if (oneRow) {
            body.write(code, onlyRow);
        } else {
            code.loop("ky", g.kernelHeight(), body);
        }
    }

    private int total(int f, int c, int filters) {
        return (c * filters + f) * heldTaps();
    }

    /** The taps from {@code from} to {@code to} of one row of the window, over a group of rows. */
    private final class Rows {
        private final int s;
        private final int filters;
        private final int channels;
        private final int from;
        private final int to;
        private final Expr filter;
        private final Expr plane;
        private final Expr block;
        private final Expr ky;
        private final Name[][][] sums;

        Rows(int s, int filters, int channels, int from, int to, Expr filter, Expr plane, Expr block, Expr ky) {
            this.s = s;
            this.filters = filters;
            this.channels = channels;
            this.from = from;
            this.to = to;
            this.filter = filter;
            this.plane = plane;
            this.block = block;
            this.ky = ky;
            this.sums = new Name[filters][channels][to - from];
        }

        void write(Code code, Expr row) {
            String suffix = "_" + from;
            eachSum((f, c, k) -> sums[f][c][k] = code.variable(o.writer.vector(),
                    "sum" + f + "_" + c + "_" + (from + k), real(0)));
            Expr first = max(row,
                    divide(add(max(whole(0), subtract(whole(g.padTop()), ky)), whole(g.strideHeight() - 1L)),
                            whole(g.strideHeight())));
            Expr end = min(min(add(row, whole(rowsOfGroup)), whole(g.outHeight())),
                    divide(subtract(whole(g.height() - 1L + g.padTop() + g.strideHeight()), ky),
                            whole(g.strideHeight())));
            code.loop("y" + suffix, first, end, 1, (inner, y) -> row(inner, y));
            eachSum((f, c, k) -> {
                Expr at = add(add(oneRow ? whole(0) : multiply(ky, whole(g.kernelWidth())), whole(from + k)),
                        whole(total(f, c, filters)));
                code.store("totals", at, add(new Load("totals", at), sums[f][c][k]));
            });
        }

        private interface EachSum {
            void at(int f, int c, int k);
        }

        private void eachSum(EachSum each) {
            for (int f = 0; f < filters; f++) {
                for (int c = 0; c < channels; c++) {
                    for (int k = 0; k < to - from; k++) {
                        each.at(f, c, k);
                    }
                }
            }
        }

        private void row(Code code, Expr y) {
            Expr inY = subtract(add(multiply(y, whole(g.strideHeight())), ky), whole(g.padTop()));
            Expr in = code.let(KernelType.LONG, "image_row", Blocks.index(block, o.elements(s),
                    multiply(add(multiply(plane, whole(g.height())), inY), whole(g.width()))));
            Expr out = code.let(KernelType.LONG, "incoming_row", Blocks.index(block, o.outElements(),
                    multiply(add(multiply(filter, whole(g.outHeight())), y), whole(g.outWidth()))));
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
            Expr[] incoming = new Expr[filters];
            for (int f = 0; f < filters; f++) {
                incoming[f] = code.let(o.writer.vector(), "incoming" + f + suffix,
                        new Load(o.incoming, add(add(out, whole((long) f * g.outPlane())), x)));
            }
            for (int c = 0; c < channels; c++) {
                for (int k = 0; k < to - from; k++) {
                    int offset = from + k - g.padLeft();
                    if (known < 0 || inside(known * g.strideWidth() + offset)) {
                        Expr at = add(add(in, whole((long) c * g.plane() + offset)),
                                multiply(x, whole(g.strideWidth())));
                        Expr value = code.let(o.writer.vector(), "value" + c + "_" + k + suffix,
                                new Load(o.images.get(s), at));
                        for (int f = 0; f < filters; f++) {
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

    private void store(Code code, int s, int filters, int channels, Expr filter, Expr channel) {
        for (int c = 0; c < channels; c++) {
            Expr filterStart = multiply(add(channel, whole(c + (long) o.first(s))), whole(g.taps()));
            Expr element = oneRow ? add(filterStart, multiply(onlyRow, whole(g.kernelWidth()))) : filterStart;
            for (int f = 0; f < filters; f++) {
                int total = total(f, c, filters);
                Expr own = add(filter, whole(f));
                code.loop("tap", heldTaps(), (inner, tap) -> o.sink.put(inner, o.weights.at(own, add(element, tap)),
                        LaneSum.of(o.writer, new Load("totals", add(tap, whole(total))))));
            }
            fill(code, filters, filter, element);
        }
    }

    /** Zeros where the last tile of filters in memory is not full. */
    private void fill(Code code, int filters, Expr filter, Expr element) {
        int padded = Math.ceilDiv(g.filters(), o.weights.tile()) * o.weights.tile();
        if (padded != g.filters() && o.sink.wantsPadding()) {
            code.when(new Expr.Binary(Expr.Operator.EQUAL, filter, whole((long) g.filters() - filters)),
                    then -> then.loop("padding", whole(g.filters()), whole(padded), 1, (inFilter, f) -> inFilter.loop(
                            "tap", heldTaps(),
                            (inner, tap) -> o.sink.put(inner, o.weights.at(f, add(element, tap)), real(0)))));
        }
    }
}
