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
import dev.netc.compiler.operator.InputGradient;
import dev.netc.program.Size;

/**
 * The gradient of a contraction's image, gathered: an element of the image sums over the windows that read it. Many lanes: a
 * register tile of channels times blocks of examples accumulates over filters and taps, the filters of a tile innermost as
 * they lie side by side in the weight. One lane: a work-item owns one element.
 */
final class InputGradientRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return new Form(node, layout).lower();
    }

    private static final class Form {
        private final KernelWriter writer;
        private final Geometry g;
        private final int from;
        private final int channels;
        private final String incoming;
        private final String weight;
        private final WeightIndex weights;
        private final Epilogue epilogue;
        /** Channels by blocks of examples. */
        private final Tile tile;
        private final Blocks blocks;

        Form(Node node, Layout layout) {
            writer = new KernelWriter(layout, "input_gradient");
            InputGradient operator = (InputGradient) Epilogue.root(node);
            g = Geometry.of(operator.of(), operator.input());
            int scale = Geometry.scale(operator.of(), operator.input());
            from = operator.from() * scale;
            channels = (operator.to() - operator.from()) * scale;
            List<Value> inputs = Epilogue.rootInputs(node);
            incoming = writer.input(inputs.get(0), "incoming");
            weight = writer.input(inputs.get(1), "weight");
            weights = new WeightIndex(g, layout.lanes(inputs.get(1)));
            epilogue = Epilogue.of(node, writer).declare();
            tile = layout.coarse() ? writer.tile(TileKind.INPUT_GRADIENT, g) : new Tile(1, 1);
            blocks = new Blocks(writer, tile.columns());
        }

        Lowered lower() {
            if (!writer.layout().coarse()) {
                ownElement();
            } else if (g.dense()) {
                ownChannels();
            } else {
                ownRow();
            }
            return writer.done();
        }

        private void ownElement() {
            Code code = writer.code();
            Expr y = writer.dimension("y", g.height());
            Expr x = writer.dimension("x", g.width());
            Expr element = writer.dimension("element", Size.perTile(channels, 1));
            Expr channel = code.let(KernelType.INT, "channel", remainder(element, whole(channels)));
            Expr example = code.let(KernelType.INT, "example", divide(element, whole(channels)));
            tile(code, 1, channel, y, x, List.of(example));
        }

        private void ownChannels() {
            Code code = writer.code();
            Expr number = writer.dimension("tile", Math.ceilDiv(channels, tile.rows()));
            Expr first = code.let(KernelType.INT, "channel", multiply(number, whole(tile.rows())));
            Expr count = code.let(KernelType.INT, "blocks", blocks.count());
            code.loop("block", whole(0), count, tile.columns(), (inner, block) -> {
                for (Tiles part : Tiles.of(channels, tile.rows())) {
                    inner.when(part.holds(first),
                            then -> tile(then, part.size(), first, whole(0), whole(0),
                                    blocks.from(then, block, count)));
                }
            });
        }

        private void ownRow() {
            Code code = writer.code();
            Expr y = writer.dimension("y", g.height());
            Expr group = writer.blocks("group", tile.columns());
            List<Expr> mine = blocks.from(code, multiply(group, whole(tile.columns())), blocks.count());
            code.loop("x", g.width(), (atX, x) -> {
                int run = g.groups() == 1 ? channels : g.channelsOfGroup();
                atX.loop("group_of_channels", channels / run,
                        (inGroup, part) -> everyChannel(inGroup, run, multiply(part, whole(run)), y, x, mine));
            });
        }

        private void everyChannel(Code code, int run, Expr first, Expr y, Expr x, List<Expr> mine) {
            int size = run <= tile.rows() * 3 / 2 ? run : tile.rows(); // a few more are taken whole
            for (Tiles part : Tiles.of(run, size)) {
                code.loop("tile", part.count(), (inner, number) -> {
                    Expr channel = inner.let(KernelType.INT, "channel",
                            add(add(multiply(number, whole(part.size())), whole(part.from())), first));
                    tile(inner, part.size(), channel, y, x, mine);
                });
            }
        }

        /** {@code size} channels from {@code channel} (counted from the first of this segment) at (y, x). */
        private void tile(Code code, int size, Expr channel, Expr y, Expr x, List<Expr> mine) {
            Name[][] sums = new Name[size][mine.size()];
            for (int c = 0; c < size; c++) {
                for (int p = 0; p < mine.size(); p++) {
                    sums[c][p] = code.variable(writer.vector(), "sum" + c + "_" + p, real(0));
                }
            }
            Expr whole = code.let(KernelType.INT, "input", add(channel, whole(from)));
            everyTap(code, y, x, (inner, taps) -> everyFilter(inner, whole, taps,
                    (innermost, filter, w) -> multiplyAdd(innermost, filter, w, taps, mine, sums)));
            store(code, sums, channel, y, x, mine);
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

        private void everyFilter(Code code, Expr channel, Tap tap, EachFilter body) {
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
            code.loop("filters", Math.ceilDiv(g.filters(), tile), (outer, block) -> {
                Expr base = outer.let(KernelType.INT, "tile_weight",
                        multiply(add(multiply(block, whole(g.filterLength())), element(channel, tap)), whole(tile)));
                Expr count = g.filters() % tile == 0
                        ? whole(tile)
                        : min(whole(tile), subtract(whole(g.filters()), multiply(block, whole(tile))));
                outer.loop("f", whole(0), count, 1,
                        (inner, f) -> body.write(inner, add(multiply(block, whole(tile)), f), add(base, f)));
            });
        }

        private Expr element(Expr channel, Tap tap) {
            return add(weights.first(tap.outY(), tap.outX()),
                    add(multiply(add(multiply(channel, whole(g.kernelHeight())), tap.ky()), whole(g.kernelWidth())),
                            tap.kx()));
        }

        private void multiplyAdd(Code code, Expr filter, Expr firstWeight, Tap tap, List<Expr> mine, Name[][] sums) {
            Expr at = add(multiply(add(multiply(filter, whole(g.outHeight())), tap.outY()), whole(g.outWidth())),
                    tap.outX());
            Expr[] values = new Expr[mine.size()];
            for (int p = 0; p < values.length; p++) {
                Expr index = Blocks.index(mine.get(p), (long) g.filters() * g.outPlane(), at);
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

        private void store(Code code, Name[][] sums, Expr channel, Expr y, Expr x, List<Expr> mine) {
            for (int c = 0; c < sums.length; c++) {
                for (int p = 0; p < mine.size(); p++) {
                    Expr element = add(
                            multiply(add(multiply(add(channel, whole(c)), whole(g.height())), y), whole(g.width())), x);
                    Expr index = Blocks.index(mine.get(p), (long) channels * g.plane(), element);
                    epilogue.finish(code, sums[c][p], new Epilogue.Place(mine.get(p), element, index),
                            "_" + c + "_" + p);
                }
            }
        }
    }
}
