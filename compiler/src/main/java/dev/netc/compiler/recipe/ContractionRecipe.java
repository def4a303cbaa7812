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

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;
import dev.netc.program.Size;

/**
 * conv, dense and local, forwards. Many lanes: a register tile of filters times blocks of examples accumulates over channels and
 * window, a weight being one broadcast number and the window being clipped to the image, so that padding costs nothing. A
 * work-item owns a row of positions (dense: a tile of filters, over all examples). One lane: a work-item owns one output.
 */
final class ContractionRecipe implements Recipe {
    /** Images with fewer rows are cut by position, so that there is work for every core. */
    private static final int FEW_ROWS = 8;

    @Override
    public Lowered lower(Node node, Layout layout) {
        return new Form(node, layout).lower();
    }

    private static final class Form {
        private final ContractionOperands operands;
        private final KernelWriter writer;
        private final Geometry g;
        private final List<String> images;
        private final List<Integer> channels;
        private final WeightIndex weights;
        private final Epilogue epilogue;
        /** Filters by blocks of examples; a standard one has sixteen accumulators, and 0.63 loads a multiply-add. */
        private final Tile tile;
        private final Blocks blocks;

        Form(Node node, Layout layout) {
            operands = new ContractionOperands(node, layout, KernelType.REAL);
            writer = operands.writer;
            g = operands.g;
            images = operands.images;
            channels = operands.channels;
            weights = operands.weights;
            epilogue = operands.epilogue;
            tile = layout.coarse() ? writer.tile(TileKind.FORWARD, g) : new Tile(1, 1);
            blocks = new Blocks(writer, tile.columns());
        }

        Lowered lower() {
            if (g.dense() && writer.layout().coarse() && epilogue.normalization().isEmpty()) {
                ownFilters();
            } else {
                ownPositions();
            }
            return writer.done();
        }

        /** Dense: a work-item owns a tile of filters and goes over all examples, so that weights are read once. */
        private void ownFilters() {
            Code code = writer.code();
            int filters = tile.rows();
            Expr number = writer.dimension("tile", Math.ceilDiv(g.filters(), filters));
            Expr count = code.let(KernelType.INT, "blocks", blocks.count());
            Expr first = code.let(KernelType.INT, "filter", multiply(number, whole(filters)));
            code.loop("block", whole(0), count, tile.columns(), (inner, block) -> {
                for (Tiles part : Tiles.of(g.filters(), filters)) {
                    inner.when(part.holds(first), then -> tile(then, part.size(), first, whole(0), whole(0),
                            blocks.from(then, block, count)));
                }
            });
        }

        /** A work-item owns a row of positions, or one position, and all filters; with one lane one output. */
        private void ownPositions() {
            Code code = writer.code();
            boolean positions = !writer.layout().coarse() || g.outHeight() < FEW_ROWS;
            Expr y = writer.dimension("y", g.outHeight());
            Expr x = positions ? writer.dimension("x", g.outWidth()) : null;
            if (writer.layout().coarse() || epilogue.normalization().isPresent()) {
                Expr group = writer.blocks("group", blocks.ofTile());
                List<Expr> mine = blocks.from(code, multiply(group, whole(blocks.ofTile())), blocks.count());
                everyFilter(code, y, x, mine);
                epilogue.normalization()
                        .ifPresent(lrn -> along(code, x, (inner, at) -> normalize(inner, lrn, y, at, mine)));
            } else {
                Expr output = writer.dimension("output", Size.perTile(g.filters(), 1));
                Expr filter = code.let(KernelType.INT, "filter", remainder(output, whole(g.filters())));
                Expr example = code.let(KernelType.INT, "example", divide(output, whole(g.filters())));
                tile(code, 1, filter, y, x, List.of(example));
            }
        }

        /** With as many filters as this a single tile is taken whole. */
        private int filtersAtMost() {
            return Math.min(Layout.WEIGHT_TILE, tile.rows() * 3 / 2);
        }

        private void along(Code code, Expr x, Code.Loop body) {
            if (x == null) {
                code.loop("x", g.outWidth(), body);
            } else {
                body.write(code, x);
            }
        }

        private void everyFilter(Code code, Expr y, Expr x, List<Expr> blocks) {
            int size = g.filtersOfGroup() <= filtersAtMost() ? g.filtersOfGroup() : tile.rows();
            code.loop("group_of_filters", g.groups(), (inGroup, group) -> {
                for (Tiles part : Tiles.of(g.filtersOfGroup(), size)) {
                    inGroup.loop("tile", part.count(), (inTile, number) -> {
                        Expr filter = inTile.let(KernelType.INT, "filter", add(add(multiply(number, whole(part.size())),
                                whole(part.from())), multiply(group, whole(g.filtersOfGroup()))));
                        along(inTile, x, (inner, at) -> tile(inner, part.size(), filter, y, at, blocks));
                    });
                }
            });
        }

        /** One register tile: {@code size} filters from {@code filter} at position (y, x) of these blocks. */
        private void tile(Code code, int size, Expr filter, Expr y, Expr x, List<Expr> blocks) {
            Name[][] sums = new Name[size][blocks.size()];
            for (int f = 0; f < size; f++) {
                for (int p = 0; p < blocks.size(); p++) {
                    sums[f][p] = code.variable(writer.vector(), "sum" + f + "_" + p, real(0));
                }
            }
            Expr top = code.let(KernelType.INT, "top",
                    subtract(multiply(y, whole(g.strideHeight())), whole(g.padTop())));
            Expr left = code.let(KernelType.INT, "left",
                    subtract(multiply(x, whole(g.strideWidth())), whole(g.padLeft())));
            Expr first = g.shared() ? whole(0) : code.let(KernelType.INT, "first_weight", weights.first(y, x));
            for (int s = 0; s < images.size(); s++) {
                segment(code, s, first, filter, top, left, blocks, sums);
                first = add(first, whole((long) channels.get(s) * g.taps()));
            }
            store(code, sums, filter, y, x, blocks);
        }

        private void segment(Code code, int s, Expr first, Expr filter, Expr top, Expr left, List<Expr> blocks,
                Name[][] sums) {
            Expr offset = g.groups() == 1
                    ? whole(0)
                    : multiply(divide(filter, whole(g.filtersOfGroup())), whole(g.channelsOfGroup()));
            int count = g.groups() == 1 ? channels.get(s) : g.channelsOfGroup();
            boolean rowsInside = inside(g.kernelHeight(), g.padTop(), g.outHeight(), g.strideHeight(), g.height());
            boolean columnsInside = inside(g.kernelWidth(), g.padLeft(), g.outWidth(), g.strideWidth(), g.width());
            code.loop("channel", count, (inChannel, channel) -> clipped(inChannel, "ky", top, g.kernelHeight(),
                    g.height(), rowsInside,
                    (inRow, ky) -> clipped(inRow, "kx", left, g.kernelWidth(), g.width(), columnsInside,
                            (inner, kx) -> {
                                Expr at = add(add(
                                        multiply(add(multiply(add(offset, channel), whole(g.height())), add(top, ky)),
                                                whole(g.width())),
                                        left), kx);
                                Expr element = add(first, add(
                                        multiply(add(multiply(channel, whole(g.kernelHeight())), ky),
                                                whole(g.kernelWidth())),
                                        kx));
                                multiplyAdd(inner, s, at, filter, element, blocks, sums);
                            })));
        }

        /** Whether the window never reaches over the image's edge. */
        private static boolean inside(int kernel, int pad, int positions, int stride, int extent) {
            return pad == 0 && (positions - 1L) * stride + kernel <= extent;
        }

        /** A loop over the part of the window that lies on the image. */
        private static void clipped(Code code, String name, Expr first, int kernel, int extent, boolean inside,
                Code.Loop body) {
            code.loop(name, inside ? whole(0) : max(whole(0), subtract(whole(0), first)),
                    inside ? whole(kernel) : min(whole(kernel), subtract(whole(extent), first)), 1, body);
        }

        private void multiplyAdd(Code code, int s, Expr at, Expr filter, Expr element, List<Expr> blocks,
                Name[][] sums) {
            int elements = channels.get(s) * g.plane();
            List<Expr> values = new ArrayList<>();
            for (int p = 0; p < blocks.size(); p++) {
                Expr index = Blocks.index(blocks.get(p), elements, at);
                values.add(code.let(writer.vector(), "value" + p, new Load(images.get(s), index)));
            }
            boolean sideBySide = g.groups() == 1 || g.filtersOfGroup() % weights.tile() == 0;
            Expr base = sideBySide ? code.let(KernelType.INT, "w", weights.at(filter, element)) : whole(0);
            for (int f = 0; f < sums.length; f++) {
                Expr index = sideBySide ? add(base, whole(f)) : weights.at(add(filter, whole(f)), element);
                Expr factor = code.let(writer.vector(), "weight" + f,
                        new Expr.Convert(writer.vector(), new Load(operands.weight, index)));
                for (int p = 0; p < blocks.size(); p++) {
                    code.assign(sums[f][p], call("fma", factor, values.get(p), sums[f][p]));
                }
            }
        }

        private void store(Code code, Name[][] sums, Expr filter, Expr y, Expr x, List<Expr> blocks) {
            for (int f = 0; f < sums.length; f++) {
                for (int p = 0; p < blocks.size(); p++) {
                    String suffix = "_" + f + "_" + p;
                    Expr sum = operands.biased(code, sums[f][p], add(filter, whole(f)), y, x, suffix);
                    Epilogue.Place place = operands.place(blocks.get(p), add(filter, whole(f)), y, x);
                    if (epilogue.normalization().isPresent()) {
                        epilogue.beforeNormalization(code, sum, place, suffix);
                    } else {
                        epilogue.finish(code, sum, place, suffix);
                    }
                }
            }
        }

        /** A block that the tile holds twice is normalised once: what is read is overwritten. */
        private void normalize(Code code, Lrn lrn, Expr y, Expr x, List<Expr> blocks) {
            normalize(code, lrn, y, x, blocks.get(0), "_0");
            for (int p = 1; p < blocks.size(); p++) {
                Expr block = blocks.get(p);
                String suffix = "_" + p;
                code.when(binary(Expr.Operator.GREATER, block, blocks.get(p - 1)),
                        then -> normalize(then, lrn, y, x, block, suffix));
            }
        }

        private void normalize(Code code, Lrn lrn, Expr y, Expr x, Expr block, String suffix) {
            new Normalization(lrn, g.filters(), writer.vector()).across(code, suffix,
                    (inner, c) -> new Load(epilogue.normalized(), operands.place(block, c, y, x).index()),
                    (inner, c, value) -> epilogue.afterNormalization(inner, value, operands.place(block, c, y, x),
                            suffix));
        }
    }
}
