package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * The register tiles of the gradient of a contraction's image: channels times blocks of examples, which sum over taps and over
 * filters, the filters of a tile of the weight innermost, as they lie side by side.
 */
final class InputGradientTiles {
    private static final String PARTIAL = "partial";

    private final KernelWriter writer;
    private final Geometry g;
    private final int from;
    private final int channels;
    /** Channels of a register tile, at most. */
    private final int rows;
    private final String incoming;
    private final String weight;
    private final WeightIndex weights;
    private final Epilogue epilogue;
    private final Chunks chunks;

    /**
     * Declares the kernel's parameters.
     *
     * @param from number of the first channel of the segment within the whole image
     * @param channels of the segment
     */
    InputGradientTiles(KernelWriter writer, Node node, Geometry g, int from, int channels, int rows) {
        this.writer = writer;
        this.g = g;
        this.from = from;
        this.channels = channels;
        this.rows = rows;
        List<Value> inputs = Epilogue.rootInputs(node);
        incoming = writer.input(inputs.get(0), "incoming");
        weight = writer.input(inputs.get(1), "weight");
        weights = new WeightIndex(g, writer.layout().lanes(inputs.get(1)));
        epilogue = Epilogue.of(node, writer).declare();
        chunks = Chunks.of(g.width(), g.filters(), Math.ceilDiv(g.kernelHeight(), g.strideHeight()),
                Math.ceilDiv(g.kernelWidth(), g.strideWidth()), 1, g.taps());
    }

    /** Positions of a row whose sums are made together. */
    int positionsTogether() {
        return chunks.positions();
    }

    /** Channels of {@code run} that are cut into register tiles together. */
    int channelsTogether(int run) {
        return run <= mostRows() ? run : Math.ceilDiv(Layout.WEIGHT_TILE, rows) * rows;
    }

    /** A tile that divides one of the weight leaves registers for half as many again: a few more are taken whole. */
    private int mostRows() {
        return Layout.WEIGHT_TILE % rows == 0 ? rows * 3 / 2 : rows;
    }

    /** Makes {@code count} channels from {@code first}, counted from the first of this segment, at the positions of {@code span}. */
    void write(Code code, int count, Expr first, Span span, TileExamples examples) {
        int tilesOfWeight = Math.ceilDiv(g.filters(), weights.tile());
        int ofChunk = Math.max(1, chunks.channels() / weights.tile());
        if (!chunked(ofChunk, tilesOfWeight)) {
            everyTile(code, count, first, span, examples, (inner, t) -> {
                t.declare(inner, (c, p) -> real(0));
                t.sum(inner, whole(0), whole(tilesOfWeight));
                t.store(inner);
            });
            return;
        }
        int partial = count * span.count() * examples.blocks() * examples.tiles();
        code.array(writer.vector(), PARTIAL, partial);
        code.loop("i", partial, (inner, i) -> inner.store(PARTIAL, i, new Expr.Convert(writer.vector(), real(0))));
        code.loop(writer.index(), "from", whole(0), whole(tilesOfWeight), ofChunk,
                (inChunk, tile) -> everyTile(inChunk, count, first, span, examples, (inner, t) -> {
                    t.declare(inner, (c, p) -> new Load(PARTIAL, t.partial(c, p)));
                    t.sum(inner, tile, end(tile, ofChunk, tilesOfWeight));
                    t.each((c, p) -> inner.store(PARTIAL, t.partial(c, p), t.sums[c][p]));
                }));
        everyTile(code, count, first, span, examples, (inner, t) -> {
            t.declare(inner, (c, p) -> new Load(PARTIAL, t.partial(c, p)));
            t.store(inner);
        });
    }

    private boolean chunked(int ofChunk, int tilesOfWeight) {
        boolean sideBySide = weights.tile() > 1 && g.groups() == 1;
        return writer.layout().coarse() && sideBySide && g.shared() && tilesOfWeight > ofChunk;
    }

    private Expr end(Expr tile, int ofChunk, int tilesOfWeight) {
        Expr end = add(tile, whole(ofChunk));
        return tilesOfWeight % ofChunk == 0 ? end : writer.within(end, tilesOfWeight);
    }

    private interface EachTile {
        void write(Code code, RegisterTile tile);
    }

    private void everyTile(Code code, int count, Expr first, Span span, TileExamples examples, EachTile body) {
        examples.loop().each(code, (inExamples, blocks, number) -> {
            Expr before = multiply(number, whole((long) count * span.count() * blocks.size()));
            for (Tiles run : Tiles.alike(count, count <= mostRows() ? count : rows)) {
                inExamples.block(inRun -> {
                    Expr channel = inRun.let(writer.index(), "channel", add(first, whole(run.from())));
                    span.each(inRun, (inner, x) -> body.write(inner,
                            new RegisterTile(run.size(), run.from(), channel, span, x, blocks, before)));
                });
            }
        });
    }

    /** One tap of the window, and the output position that reads the image through it. */
    private record Tap(Expr ky, Expr kx, Expr outY, Expr outX) {}

    private interface EachTap {
        void write(Code code, Tap tap);
    }

    private interface EachFilter {
        void write(Code code, Expr filter, Expr weight);
    }

    private void everyTap(Code code, Expr y, Expr x, EachTap body) {
        along(code, "y", y, g.padTop(), g.strideHeight(), g.kernelHeight(), g.outHeight(),
                (inRow, ky, outY) -> along(inRow, "x", x, g.padLeft(), g.strideWidth(), g.kernelWidth(),
                        g.outWidth(), (inner, kx, outX) -> body.write(inner, new Tap(ky, kx, outY, outX))));
    }

    private interface Along {
        void write(Code code, Expr tap, Expr out);
    }

    /** Every tap k and position o with o * stride + k - pad = at, o on the output. */
    private static void along(Code code, String axis, Expr at, int pad, int stride, int kernel, int extent,
            Along body) {
        if (kernel == 1 && stride == 1 && pad == 0) {
            body.write(code, whole(0), at);
            return;
        }
        Expr padded = code.let(KernelType.INT, "padded_" + axis, add(at, whole(pad)));
        Expr last = code.let(KernelType.INT, "last_" + axis,
                min(divide(padded, whole(stride)), whole(extent - 1L)));
        Expr first = code.let(KernelType.INT, "first_k" + axis, subtract(padded, multiply(last, whole(stride))));
        code.loop("k" + axis, first, min(whole(kernel), add(padded, whole(1))), stride,
                (inner, k) -> body.write(inner, k,
                        inner.let(KernelType.INT, "out_" + axis,
                                subtract(last, divide(subtract(k, first), whole(stride))))));
    }

    /** The filters of the tiles of the weight from {@code fromTile}, whose channel {@code channel} is read through a tap. */
    private void everyFilter(Code code, Expr channel, Tap tap, Expr fromTile, Expr toTile, EachFilter body) {
        if (weights.tile() == 1 || g.groups() > 1) {
            Expr group = divide(channel, whole(g.channelsOfGroup()));
            code.loop("f", g.filtersOfGroup(), (inner, f) -> {
                Expr filter = add(g.groups() == 1 ? whole(0) : multiply(group, whole(g.filtersOfGroup())), f);
                body.write(inner, filter,
                        weights.at(filter, element(remainder(channel, whole(g.channelsOfGroup())), tap)));
            });
            return;
        }
        int tile = weights.tile();
        code.loop(writer.index(), "filters", fromTile, toTile, 1, (outer, block) -> {
            Expr base = outer.let(writer.index(), "tile_weight",
                    multiply(add(multiply(block, whole(g.filterLength())), element(channel, tap)), whole(tile)));
            Expr count = g.filters() % tile == 0
                    ? whole(tile)
                    : writer.within(subtract(whole(g.filters()), multiply(block, whole(tile))), tile);
            outer.loop(writer.index(), "f", whole(0), count, 1,
                    (inner, f) -> body.write(inner, add(multiply(block, whole(tile)), f), add(base, f)));
        });
    }

    private Expr element(Expr channel, Tap tap) {
        return add(weights.first(tap.outY(), tap.outX()),
                add(multiply(add(multiply(channel, whole(g.kernelHeight())), tap.ky()), whole(g.kernelWidth())),
                        tap.kx()));
    }

    private interface EachSum {
        void at(int channel, int block);
    }

    private interface InitialSum {
        Expr of(int channel, int block);
    }

    /** {@code size} channels from {@code channel}, the {@code at}-th of those made together, at position {@code x}. */
    private final class RegisterTile {
        private final int at;
        private final Expr channel;
        private final Span span;
        private final Expr x;
        private final List<Expr> blocks;
        /** Sums that wait before those of these blocks. */
        private final Expr before;
        private final Name[][] sums;

        RegisterTile(int size, int at, Expr channel, Span span, Expr x, List<Expr> blocks, Expr before) {
            this.at = at;
            this.channel = channel;
            this.span = span;
            this.x = x;
            this.blocks = blocks;
            this.before = before;
            this.sums = new Name[size][blocks.size()];
        }

        void each(EachSum each) {
            for (int c = 0; c < sums.length; c++) {
                for (int p = 0; p < blocks.size(); p++) {
                    each.at(c, p);
                }
            }
        }

        void declare(Code code, InitialSum initial) {
            each((c, p) -> sums[c][p] = code.variable(writer.vector(), "sum" + c + "_" + p, initial.of(c, p)));
        }

        /** Where a sum waits from chunk to chunk. */
        Expr partial(int c, int p) {
            Expr position = span.count() == 1 ? whole(0) : subtract(x, span.first());
            return add(before, add(
                    multiply(add(whole((long) (at + c) * span.count()), position), whole(blocks.size())), whole(p)));
        }

        /** Adds what comes back through the filters of some tiles of the weight. */
        void sum(Code code, Expr fromTile, Expr toTile) {
            Expr input = code.let(writer.index(), "input", add(channel, whole(from)));
            everyTap(code, span.y(), x, (inner, tap) -> everyFilter(inner, input, tap, fromTile, toTile,
                    (innermost, filter, w) -> multiplyAdd(innermost, filter, w, tap)));
        }

        private void multiplyAdd(Code code, Expr filter, Expr firstWeight, Tap tap) {
            Expr element = add(multiply(add(multiply(filter, whole(g.outHeight())), tap.outY()), whole(g.outWidth())),
                    tap.outX());
            Expr[] values = new Expr[blocks.size()];
            for (int p = 0; p < values.length; p++) {
                Expr index = Blocks.index(blocks.get(p), (long) g.filters() * g.outPlane(), element);
                values[p] = code.let(writer.vector(), "value" + p, new Load(incoming, index));
            }
            for (int c = 0; c < sums.length; c++) {
                Expr w = new Load(weight, add(firstWeight, whole((long) c * g.taps() * weights.tile())));
                Expr factor = code.let(writer.vector(), "weight" + c, new Expr.Convert(writer.vector(), w));
                for (int p = 0; p < values.length; p++) {
                    code.assign(sums[c][p], call("fma", factor, values[p], sums[c][p]));
                }
            }
        }

        void store(Code code) {
            each((c, p) -> {
                Expr plane = add(multiply(add(channel, whole(c)), whole(g.height())), span.y());
                Expr element = add(multiply(plane, whole(g.width())), x);
                Expr index = Blocks.index(blocks.get(p), (long) channels * g.plane(), element);
                epilogue.finish(code, sums[c][p], new Epilogue.Place(blocks.get(p), element, index),
                        "_" + c + "_" + p);
            });
        }
    }
}
