package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Argument;
import dev.netc.program.Size;

/**
 * The gradient of a contraction's weight as a matrix product by work-groups: rows are filters, columns a filter's elements, the
 * depth is the positions of the whole batch, in parts where a layer has few weights. Each segment of the image has kernels of
 * its own, which make its columns. Where the optimizer step is part of the node, it is done where a sum is stored.
 */
final class TiledWeightGradient {
    private final Node node;
    private final Layout layout;
    private final Geometry g;
    private final List<Value> segments;
    private final List<Integer> channels;

    TiledWeightGradient(Node node, Layout layout, Geometry g, int scale) {
        this.node = node;
        this.layout = layout;
        this.g = g;
        segments = WeightGradientOperands.segments(node);
        channels = segments.stream().map(s -> s.type().shape().channels() * scale).toList();
    }

    List<Lowered> lower() {
        List<Lowered> launches = new ArrayList<>();
        for (int s = 0; s < channels.size(); s++) {
            launches.addAll(new Segment(s).lower());
        }
        return launches;
    }

    /** The columns of one segment. */
    private final class Segment {
        private final Value image;
        private final int number;
        private final int ofGroup;
        private final int columns;
        private final int before;
        private final ProductTiles tiles;
        private final ProductTile tile;
        private final DepthParts parts;

        Segment(int number) {
            this.number = number;
            image = segments.get(number);
            ofGroup = channels.get(number) / g.groups();
            columns = Math.multiplyExact(ofGroup, g.taps());
            before = channels.subList(0, number).stream().mapToInt(Integer::intValue).sum() * g.taps();
            tiles = ProductTiles.of(layout, TileKind.WEIGHT_GRADIENT, g, g.filtersOfGroup(), columns);
            tile = tiles.tile(layout);
            ProductTile standard = tiles.standard();
            long tilesOfResult = (long) Math.ceilDiv(g.filtersOfGroup(), standard.rows())
                    * Math.ceilDiv(columns, standard.columns());
            parts = DepthParts.of(tilesOfResult * g.groups(), g.outPlane() / 2);
        }

        List<Lowered> lower() {
            return parts.several() ? List.of(product(), sum()) : List.of(product());
        }

        private Lowered product() {
            KernelWriter writer = new KernelWriter(layout, "weight_gradient");
            writer.tiled(tiles.key());
            String values = writer.input(image, "image");
            String incoming = writer.input(node.inputs().get(segments.size()), "incoming");
            Numbers result = parts.several() ? partial(writer) : sums(writer);
            TiledProduct product = new TiledProduct(writer, tile, g.filtersOfGroup());
            product.dimensions(Size.fixed(Math.ceilDiv(columns, tile.columns())));
            DepthParts.Block block = parts.dimension(writer, g.groups());
            Expr group = block.group();
            Code code = writer.code();
            Expr positions = code.let(KernelType.INT, "positions",
                    multiply(writer.live(Argument.Scalar.BATCH), whole(g.outPlane())));
            DepthParts.Range range = parts.range(code, block.part(), positions, tile);
            product.begin(code);
            product.products(code, incoming(incoming, product, group, range, positions),
                    windows(values, group, range, positions), range.from(), range.to());
            product.store(code, whole(columns), false, (at, column) -> (inner, row, value) -> result.put(inner,
                    block.part(), add(multiply(block.group(), whole(g.filtersOfGroup())), row), column, value));
            return writer.done();
        }

        /** Takes the sum of one part of the depth for one weight. */
        private interface Numbers {
            void put(Code code, Expr part, Expr filter, Expr column, Expr value);
        }

        private Numbers partial(KernelWriter writer) {
            String partial = writer.scratch(scratch(), "parts");
            return (code, part, filter, column, value) -> code.store(partial,
                    add(multiply(add(multiply(part, whole(g.filters())), filter), whole(columns)), column), value);
        }

        private Numbers sums(KernelWriter writer) {
            WeightSink sink = WeightSink.of(node, writer);
            return (code, part, filter, column, value) -> sink.put(code, place(filter, column), value);
        }

        /** The incoming gradient: of each filter, at every position. */
        private Factor incoming(String pointer, TiledProduct product, Expr group, DepthParts.Range range,
                Expr positions) {
            return new Factor("incoming", pointer,
                    (at, row) -> Coordinate.of(
                            multiply(add(multiply(group, whole(g.filtersOfGroup())), row), whole(g.outPlane())),
                            product.isRow(row)),
                    (at, k) -> {
                        Expr example = at.let(KernelType.INT, "example", divide(k, whole(g.outPlane())));
                        return Coordinate.of(
                                at.let(KernelType.LONG, "incoming_start",
                                        Blocks.index(example, (long) g.filters() * g.outPlane(),
                                                remainder(k, whole(g.outPlane())))),
                                DepthParts.isProduct(k, range, positions, tile));
                    }, !g.dense(), Factor.Clip.NONE);
        }

        /** The image: what each element of a filter is multiplied with, at every position. */
        private Factor windows(String pointer, Expr group, DepthParts.Range range, Expr positions) {
            Windows windows = new Windows(g);
            Expr offset = multiply(group, whole((long) ofGroup * g.plane()));
            return new Factor("image", pointer,
                    (at, column) -> windows.ofElement(at, column, columns % tile.columns() == 0
                            ? whole(1)
                            : new Expr.Binary(Operator.LESS, column, whole(columns))),
                    (at, k) -> windows.ofPosition(at, k, (long) channels.get(number) * g.plane(), offset,
                            DepthParts.isProduct(k, range, positions, tile)),
                    !g.dense(), windows.clip());
        }

        /** Where a weight lies. */
        private Expr place(Expr filter, Expr column) {
            return add(add(multiply(filter, whole(g.filterLength())), column), whole(before));
        }

        private Lowered.Scratch scratch() {
            return new Lowered.Scratch(
                    node.results().getFirst().name() + ".parts" + (channels.size() == 1 ? "" : number),
                    parts.count(), (long) g.filters() * columns);
        }

        /** The second kernel of a depth in parts: a work-item owns a weight. */
        private Lowered sum() {
            KernelWriter writer = new KernelWriter(layout, "weight_gradient_sum");
            String partial = writer.scratch(scratch(), "parts");
            Numbers result = sums(writer);
            Expr column = writer.dimension("column", columns);
            Expr filter = writer.dimension("filter", g.filters());
            Code code = writer.code();
            Expr first = code.let(KernelType.INT, "first", add(multiply(filter, whole(columns)), column));
            result.put(code, whole(0), filter, column, parts.sum(code, partial, first, (long) g.filters() * columns));
            return writer.done();
        }
    }
}
