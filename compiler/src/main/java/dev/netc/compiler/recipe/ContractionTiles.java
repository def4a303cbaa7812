package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * The register tiles of a contraction, forwards: filters times blocks of examples, a weight being one broadcast number and the
 * window being clipped to the image, so that padding costs nothing.
 */
final class ContractionTiles {
    private static final String PARTIAL = "partial";

    private final ContractionOperands operands;
    private final KernelWriter writer;
    private final Geometry g;
    /** Filters of a register tile, at most. */
    private final int rows;
    private final Chunks chunks;

    ContractionTiles(ContractionOperands operands, int rows) {
        this.operands = operands;
        this.writer = operands.writer;
        this.g = operands.g;
        this.rows = rows;
        this.chunks = Chunks.of(g.outWidth(), channels(), g.kernelHeight(), g.kernelWidth(), g.strideWidth(), g.taps());
    }

    /** Positions of a row whose sums are made together. */
    int positionsTogether() {
        return chunks.positions();
    }

    /** Filters that are cut into register tiles together: none may reach from one tile of the weight into the next. */
    int filtersTogether() {
        if (Layout.WEIGHT_TILE % rows != 0) {
            return Layout.WEIGHT_TILE;
        }
        boolean few = g.filtersOfGroup() <= Math.min(Layout.WEIGHT_TILE, rows * 3 / 2);
        return few ? g.filtersOfGroup() : rows; // a few more are taken whole
    }

    /** Makes {@code filters} filters from {@code first} at the positions of {@code span}, for these examples. */
    void write(Code code, int filters, Expr first, Span span, TileExamples examples) {
        if (!chunked()) {
            everyTile(code, filters, first, span, examples, (inner, t) -> {
                t.declare(inner, (f, p) -> real(0));
                t.findWindow(inner);
                everySegment(inner, t, (s, element) -> segment(inner, t, s, element, whole(0), whole(channels(s))));
                t.store(inner);
            });
            return;
        }
        int partial = filters * span.count() * examples.blocks() * examples.tiles();
        code.array(writer.vector(), PARTIAL, partial);
        code.loop("i", partial, (inner, i) -> inner.store(PARTIAL, i, new Expr.Convert(writer.vector(), real(0))));
        int before = 0;
        for (int s = 0; s < operands.images.size(); s++) {
            int segment = s;
            Expr element = whole((long) before * g.taps());
            code.loop(writer.index(), "from", whole(0), whole(channels(s)), chunks.channels(),
                    (inChunk, from) -> everyTile(inChunk, filters, first, span, examples, (inner, t) -> {
                        t.declare(inner, (f, p) -> new Load(PARTIAL, t.partial(f, p)));
                        t.findWindow(inner);
                        segment(inner, t, segment, element, from, end(from, channels(segment)));
                        t.each((f, p) -> inner.store(PARTIAL, t.partial(f, p), t.sums[f][p]));
                    }));
            before += channels(s);
        }
        everyTile(code, filters, first, span, examples, (inner, t) -> {
            t.declare(inner, (f, p) -> new Load(PARTIAL, t.partial(f, p)));
            t.store(inner);
        });
    }

    private boolean chunked() {
        return writer.layout().coarse() && g.shared() && channels() > chunks.channels();
    }

    private Expr end(Expr from, int channels) {
        Expr end = add(from, whole(chunks.channels()));
        return channels % chunks.channels() == 0 ? end : writer.within(end, channels);
    }

    /** Channels that one filter reads. */
    private int channels() {
        return IntStream.range(0, operands.images.size()).map(this::channels).sum();
    }

    private int channels(int segment) {
        return g.groups() == 1 ? operands.channels.get(segment) : g.channelsOfGroup();
    }

    private interface EachTile {
        void write(Code code, RegisterTile tile);
    }

    private void everyTile(Code code, int filters, Expr first, Span span, TileExamples examples, EachTile body) {
        int most = Layout.WEIGHT_TILE % rows == 0 ? filters : rows;
        examples.loop().each(code, (inExamples, blocks, number) -> {
            Expr before = multiply(number, whole((long) filters * span.count() * blocks.size()));
            for (Tiles run : Tiles.alike(filters, most)) {
                inExamples.block(inRun -> {
                    Expr filter = inRun.let(writer.index(), "filter", add(first, whole(run.from())));
                    span.each(inRun, (inner, x) -> body.write(inner,
                            new RegisterTile(run.size(), run.from(), filter, span, x, blocks, before)));
                });
            }
        });
    }

    private interface EachSegment {
        void write(int segment, Expr firstElement);
    }

    private void everySegment(Code code, RegisterTile t, EachSegment body) {
        Expr first = g.shared()
                ? whole(0)
                : code.let(KernelType.INT, "first_weight", operands.weights.first(t.span.y(), t.x));
        for (int s = 0; s < operands.images.size(); s++) {
            body.write(s, first);
            first = add(first, whole((long) operands.channels.get(s) * g.taps()));
        }
    }

    /** Adds the channels {@code from} to {@code to} of a segment, whose weights begin at {@code first}. */
    private void segment(Code code, RegisterTile t, int s, Expr first, Expr from, Expr to) {
        Expr offset = g.groups() == 1
                ? whole(0)
                : multiply(divide(t.filter, whole(g.filtersOfGroup())), whole(g.channelsOfGroup()));
        boolean rowsInside = inside(g.kernelHeight(), g.padTop(), g.outHeight(), g.strideHeight(), g.height());
        boolean columnsInside = inside(g.kernelWidth(), g.padLeft(), g.outWidth(), g.strideWidth(), g.width());
        code.loop(writer.index(), "channel", from, to, 1, (inChannel, channel) -> clipped(inChannel, "ky", t.top,
                g.kernelHeight(), g.height(), rowsInside, (inRow, ky) -> clipped(inRow, "kx", t.left, g.kernelWidth(),
                        g.width(), columnsInside, (inner, kx) -> {
                            Expr row = add(multiply(add(offset, channel), whole(g.height())), add(t.top, ky));
                            Expr at = add(add(multiply(row, whole(g.width())), t.left), kx);
                            Expr rowOfWindow = add(multiply(channel, whole(g.kernelHeight())), ky);
                            Expr element = add(first, add(multiply(rowOfWindow, whole(g.kernelWidth())), kx));
                            t.multiplyAdd(inner, s, at, element);
                        })));
    }

    /** Whether the window never reaches over the image's edge. */
    private static boolean inside(int kernel, int pad, int positions, int stride, int extent) {
        return pad == 0 && (positions - 1L) * stride + kernel <= extent;
    }

    /** A loop over the part of the window that lies on the image. */
    private void clipped(Code code, String name, Expr first, int kernel, int extent, boolean inside,
            Code.Loop body) {
        code.loop(writer.index(), name, inside ? whole(0) : max(whole(0), subtract(whole(0), first)),
                inside ? whole(kernel) : min(whole(kernel), subtract(whole(extent), first)), 1, body);
    }

    private interface EachSum {
        void at(int filter, int block);
    }

    private interface InitialSum {
        Expr of(int filter, int block);
    }

    /** {@code size} filters from {@code filter}, the {@code from}-th of those made together, at position {@code x}. */
    private final class RegisterTile {
        private final int from;
        private final Expr filter;
        private final Span span;
        private final Expr x;
        private final List<Expr> blocks;
        /** Sums that wait before those of these blocks. */
        private final Expr before;
        private final Name[][] sums;
        private Expr top;
        private Expr left;

        RegisterTile(int size, int from, Expr filter, Span span, Expr x, List<Expr> blocks, Expr before) {
            this.from = from;
            this.filter = filter;
            this.span = span;
            this.x = x;
            this.blocks = blocks;
            this.before = before;
            this.sums = new Name[size][blocks.size()];
        }

        void each(EachSum each) {
            for (int f = 0; f < sums.length; f++) {
                for (int p = 0; p < blocks.size(); p++) {
                    each.at(f, p);
                }
            }
        }

        void declare(Code code, InitialSum initial) {
            each((f, p) -> sums[f][p] = code.variable(writer.vector(), "sum" + f + "_" + p, initial.of(f, p)));
        }

        /** The first row and column that the position's window reads, which may lie on the padding. */
        void findWindow(Code code) {
            top = code.let(KernelType.INT, "top",
                    subtract(multiply(span.y(), whole(g.strideHeight())), whole(g.padTop())));
            left = code.let(KernelType.INT, "left",
                    subtract(multiply(x, whole(g.strideWidth())), whole(g.padLeft())));
        }

        /** Where a sum waits from chunk to chunk. */
        Expr partial(int f, int p) {
            Expr position = span.count() == 1 ? whole(0) : subtract(x, span.first());
            return add(before, add(
                    multiply(add(whole((long) (from + f) * span.count()), position), whole(blocks.size())), whole(p)));
        }

        void multiplyAdd(Code code, int s, Expr at, Expr element) {
            int elements = operands.channels.get(s) * g.plane();
            List<Expr> values = new ArrayList<>();
            for (int p = 0; p < blocks.size(); p++) {
                Expr index = Blocks.index(blocks.get(p), elements, at);
                values.add(code.let(writer.vector(), "value" + p, new Load(operands.images.get(s), index)));
            }
            WeightIndex weights = operands.weights;
            boolean sideBySide = g.groups() == 1 || g.filtersOfGroup() % weights.tile() == 0;
            Expr base = sideBySide ? code.let(writer.index(), "w", weights.at(filter, element)) : whole(0);
            for (int f = 0; f < sums.length; f++) {
                Expr index = sideBySide ? add(base, whole(f)) : weights.at(add(filter, whole(f)), element);
                Expr factor = code.let(writer.vector(), "weight" + f,
                        new Expr.Convert(writer.vector(), new Load(operands.weight, index)));
                for (int p = 0; p < blocks.size(); p++) {
                    code.assign(sums[f][p], call("fma", factor, values.get(p), sums[f][p]));
                }
            }
        }

        void store(Code code) {
            each((f, p) -> {
                String suffix = "_" + f + "_" + p;
                Expr own = add(filter, whole(f));
                operands.finish(code, sums[f][p], blocks.get(p), own, span.y(), x, suffix);
            });
        }
    }
}
