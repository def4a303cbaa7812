package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.program.Argument;

/**
 * The gradient of a contraction's image as a matrix product by work-groups: rows are channels, columns the image's pixels in the
 * whole batch, the depth is filters and taps. With a stride not every tap reaches every pixel: the pixels whose rows and columns
 * leave the same remainders by the stride are reached by the same taps, and have a kernel of their own, in which no
 * product is wasted.
 */
final class TiledInputGradient {
    private final Node node;
    private final Layout layout;
    private final Geometry g;
    private final int from;
    private final int channels;
    private final int ofGroup;

    TiledInputGradient(Node node, Layout layout, Geometry g, int scale) {
        this.node = node;
        this.layout = layout;
        this.g = g;
        InputGradient operator = (InputGradient) Epilogue.root(node);
        from = operator.from() * scale;
        channels = (operator.to() - operator.from()) * scale;
        ofGroup = g.groups() == 1 ? channels : g.channelsOfGroup();
    }

    List<Lowered> lower() {
        List<Lowered> launches = new ArrayList<>();
        for (int y = 0; y < Math.min(g.strideHeight(), g.height()); y++) {
            for (int x = 0; x < Math.min(g.strideWidth(), g.width()); x++) {
                launches.add(new Pixels(
                        Reached.by(y, g.strideHeight(), g.padTop(), g.kernelHeight(), g.height()),
                        Reached.by(x, g.strideWidth(), g.padLeft(), g.kernelWidth(), g.width())).lower());
            }
        }
        return launches;
    }

    /**
     * Rows (or columns) of the image that leave one remainder by the stride. Number {@code i} of them is read at output
     * position {@code i + shift + t} through the {@code t}-th of their taps, the last tap first.
     *
     * @param first of the rows
     * @param count how many
     * @param tap the first tap that reaches them; {@code stride} further on is the next
     * @param taps how many
     */
    private record Reached(int first, int count, int stride, int tap, int taps, int shift) {
        static Reached by(int remainder, int stride, int pad, int kernel, int extent) {
            int tap = (remainder + pad) % stride;
            int taps = tap >= kernel ? 0 : Math.ceilDiv(kernel - tap, stride);
            return new Reached(remainder, Math.ceilDiv(extent - remainder, stride), stride, tap, taps,
                    (remainder + pad) / stride - taps + 1);
        }

        /** Row number {@code i} of them as a row of the image. */
        Expr place(Expr i) {
            return add(multiply(i, whole(stride)), whole(first));
        }

        /** Tap number {@code t} of them, the last first, as a tap of the window. */
        Expr tap(Expr t) {
            return subtract(whole(tap + (taps - 1L) * stride), multiply(t, whole(stride)));
        }
    }

    /** The kernel of the pixels that the same taps reach. */
    private final class Pixels {
        private final Reached rows;
        private final Reached columns;
        private final int pixels;
        private final Expr depth;
        private final ProductTiles tiles;
        private final ProductTile tile;

        Pixels(Reached rows, Reached columns) {
            this.rows = rows;
            this.columns = columns;
            pixels = rows.count() * columns.count();
            depth = whole((long) g.filtersOfGroup() * rows.taps() * columns.taps());
            tiles = ProductTiles.ofBatch(layout, TileKind.INPUT_GRADIENT, g, ofGroup, pixels);
            tile = tiles.tile(layout);
        }

        Lowered lower() {
            KernelWriter writer = new KernelWriter(layout, "input_gradient");
            writer.tiled(tiles.key());
            String incoming = writer.input(Epilogue.rootInputs(node).get(0), "incoming");
            String weight = writer.input(Epilogue.rootInputs(node).get(1), "weight");
            Epilogue epilogue = Epilogue.of(node, writer).declare();
            TiledProduct product = new TiledProduct(writer, tile, ofGroup);
            product.dimensions(TiledProduct.tilesOfPositions(tile, pixels));
            Expr group = g.groups() == 1 ? whole(0) : writer.dimension("group", g.groups());
            Expr all = multiply(writer.live(Argument.Scalar.BATCH), whole(pixels));
            Code code = writer.code();
            product.begin(code);
            if (rows.taps() * columns.taps() > 0) {
                product.products(code, weights(weight, product, group), incoming(incoming, group, all), whole(0),
                        depth);
            }
            product.store(code, all, g.dense(), (at, column) -> {
                Expr example = at.let(KernelType.INT, "example", divide(column, whole(pixels)));
                Expr pixel = at.let(KernelType.INT, "pixel", pixel(column));
                return (inner, row, value) -> {
                    Expr channel = add(multiply(group, whole(ofGroup)), row);
                    Expr element = inner.let(KernelType.INT, "element",
                            add(multiply(channel, whole(g.plane())), pixel));
                    Expr sum = inner.let(KernelType.REAL, "value", value);
                    epilogue.finish(inner, sum, new Epilogue.Place(example, element,
                            Blocks.index(example, (long) channels * g.plane(), element)), "");
                };
            });
            return writer.done();
        }

        /** Where in its channel the pixel of a column lies. */
        private Expr pixel(Expr column) {
            Expr number = remainder(column, whole(pixels));
            return add(multiply(rows.place(divide(number, whole(columns.count()))), whole(g.width())),
                    columns.place(remainder(number, whole(columns.count()))));
        }

        private Expr isProduct(Expr k) {
            return DepthParts.isProduct(k, new DepthParts.Range(whole(0), depth), depth, tile);
        }

        /** The weights of each channel, by filter and tap. */
        private Factor weights(String pointer, TiledProduct product, Expr group) {
            int taps = rows.taps() * columns.taps();
            Expr filters = multiply(group, whole(g.filtersOfGroup()));
            return new Factor("weight", pointer,
                    (at, row) -> Coordinate.of(multiply(add(row, whole(from)), whole(g.taps())), product.isRow(row)),
                    (at, k) -> {
                        Expr filter = add(filters, divide(k, whole(taps)));
                        Expr t = at.let(KernelType.INT, "reached_by", remainder(k, whole(taps)));
                        Expr tap = add(
                                multiply(rows.tap(divide(t, whole(columns.taps()))), whole(g.kernelWidth())),
                                columns.tap(remainder(t, whole(columns.taps()))));
                        return Coordinate.of(add(multiply(filter, whole(g.filterLength())), tap), isProduct(k));
                    }, g.taps() > 1, Factor.Clip.NONE);
        }

        /** The incoming gradient at the positions that read each pixel, by filter and tap. */
        private Factor incoming(String pointer, Expr group, Expr all) {
            Expr offset = multiply(group, whole((long) g.filtersOfGroup() * g.outPlane()));
            int taps = rows.taps() * columns.taps();
            Factor.Clip clip = g.dense()
                    ? Factor.Clip.NONE
                    : new Factor.Clip(g.outHeight(), g.outWidth(), true, true);
            return new Factor("incoming", pointer, (at, column) -> {
                Expr example = at.let(KernelType.INT, "pixel_example", divide(column, whole(pixels)));
                Expr pixel = at.let(KernelType.INT, "pixel_number", remainder(column, whole(pixels)));
                Expr start = at.let(KernelType.LONG, "incoming_start",
                        Blocks.index(example, (long) g.filters() * g.outPlane(), offset));
                return new Coordinate(start, add(divide(pixel, whole(columns.count())), whole(rows.shift())),
                        add(remainder(pixel, whole(columns.count())), whole(columns.shift())),
                        new Expr.Binary(Operator.LESS, column, all));
            }, (at, k) -> {
                Expr t = remainder(k, whole(taps));
                return new Coordinate(multiply(divide(k, whole(taps)), whole(g.outPlane())),
                        divide(t, whole(columns.taps())), remainder(t, whole(columns.taps())), isProduct(k));
            }, g.dense(), clip);
        }
    }
}
