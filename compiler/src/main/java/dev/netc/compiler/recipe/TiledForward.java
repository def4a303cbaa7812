package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Lrn;
import dev.netc.program.Argument;
import dev.netc.program.Buffer;
import dev.netc.program.Size;

/**
 * conv and dense, forwards, as a matrix product by work-groups: rows are filters, columns the positions of the whole batch, the
 * depth is a filter's elements. Windows are never written down as a matrix: they are gathered as panels are loaded. A dense
 * layer has few tiles and a large depth, which is cut in parts. A normalisation over all channels is a kernel of its own.
 */
final class TiledForward {
    private final Node node;
    private final Layout layout;
    private final Contraction operator;
    private final Geometry g;
    private final List<Value> segments;
    private final List<Integer> channels;
    private final Optional<Lrn> normalization;
    private final ProductTiles tiles;
    private final ProductTile tile;
    private final DepthParts parts;

    TiledForward(Node node, Layout layout, Geometry g) {
        this.node = node;
        this.layout = layout;
        this.g = g;
        operator = (Contraction) Epilogue.root(node);
        List<Value> inputs = Epilogue.rootInputs(node);
        segments = inputs.subList(0, operator.segments(inputs.size()));
        int scale = Geometry.scale(operator, Contraction.joined(segments.stream().map(Value::type).toList()));
        channels = segments.stream().map(s -> s.type().shape().channels() * scale).toList();
        normalization = Epilogue.normalization(node);
        tiles = ProductTiles.ofBatch(layout, TileKind.FORWARD, g, g.filtersOfGroup(), g.outPlane());
        tile = tiles.tile(layout);
        ProductTile standard = tiles.standard();
        parts = g.dense() && segments.size() == 1 && normalization.isEmpty()
                ? DepthParts.of(Math.ceilDiv(g.filters(), standard.rows()), g.channels() / (4L * standard.depth()))
                : DepthParts.ONE;
    }

    List<Lowered> lower() {
        if (parts.several()) {
            return List.of(product(), sum());
        }
        return normalization.isPresent() ? List.of(product(), normalize(normalization.get())) : List.of(product());
    }

    private Lowered product() {
        KernelWriter writer = new KernelWriter(layout, "forward");
        writer.tiled(tiles.key());
        List<String> images = new ArrayList<>();
        for (Value segment : segments) {
            images.add(writer.input(segment, segments.size() == 1 ? "image" : "image" + images.size()));
        }
        String weight = writer.input(Epilogue.rootInputs(node).get(segments.size()), "weight");
        Ending ending = parts.several() ? null : new Ending(writer);
        String partial = parts.several() ? writer.scratch(scratch(), "parts") : "";
        TiledProduct product = new TiledProduct(writer, tile, g.filtersOfGroup());
        product.dimensions(TiledProduct.tilesOfPositions(tile, g.outPlane()));
        DepthParts.Block block = parts.dimension(writer, g.groups());
        Expr columns = multiply(writer.live(Argument.Scalar.BATCH), whole(g.outPlane()));
        Code code = writer.code();
        product.begin(code);
        for (int s = 0; s < segments.size(); s++) {
            int segment = s;
            code.loop("segment", whole(s), whole(s + 1L), 1,
                    (inner, one) -> segment(inner, product, segment, images.get(segment), weight, block,
                            columns));
        }
        product.store(code, columns, g.outPlane() == 1, (at, column) -> {
            Expr example = at.let(KernelType.INT, "example", divide(column, whole(g.outPlane())));
            Expr position = at.let(KernelType.INT, "position", remainder(column, whole(g.outPlane())));
            return (inner, row, value) -> {
                Expr filter = add(multiply(block.group(), whole(g.filtersOfGroup())), row);
                if (parts.several()) {
                    inner.store(partial, partial(example, block.part(), filter), value);
                } else {
                    ending.store(inner, example, filter, position, value);
                }
            };
        });
        return writer.done();
    }

    /** The products with one segment of the image. */
    private void segment(Code code, TiledProduct product, int s, String image, String weight, DepthParts.Block block,
            Expr columns) {
        int ofGroup = channels.get(s) / g.groups();
        Expr depth = whole((long) ofGroup * g.taps());
        int before = channels.subList(0, s).stream().mapToInt(Integer::intValue).sum() * g.taps();
        DepthParts.Range range = parts.range(code, block.part(), depth, tile);
        Factor weights = new Factor("weight", weight,
                (at, row) -> Coordinate.of(
                        add(multiply(add(multiply(block.group(), whole(g.filtersOfGroup())), row),
                                whole(g.filterLength())),
                                whole(before)),
                        product.isRow(row)),
                (at, k) -> Coordinate.of(k, DepthParts.isProduct(k, range, depth, tile)), true, Factor.Clip.NONE);
        long elements = (long) channels.get(s) * g.plane();
        Windows windows = new Windows(g);
        Factor values = new Factor("image", image,
                (at, column) -> windows.ofPosition(at, column, elements,
                        multiply(block.group(), whole((long) ofGroup * g.plane())),
                        new Expr.Binary(Operator.LESS, column, columns)),
                (at, k) -> windows.ofElement(at, k, DepthParts.isProduct(k, range, depth, tile)), g.dense(),
                windows.clip());
        product.products(code, weights, values, range.from(), range.to());
    }

    private Lowered.Scratch scratch() {
        return new Lowered.Scratch(node.results().getLast().name() + ".parts", Buffer.BATCH,
                (long) parts.count() * g.filters());
    }

    private Expr partial(Expr example, Expr part, Expr filter) {
        return add(multiply(add(multiply(new Expr.Convert(KernelType.LONG, example), whole(parts.count())), part),
                whole(g.filters())), filter);
    }

    /** The second kernel of a depth in parts: a work-item owns a number of the result. */
    private Lowered sum() {
        KernelWriter writer = new KernelWriter(layout, "forward_sum");
        String partial = writer.scratch(scratch(), "parts");
        Ending ending = new Ending(writer);
        Expr filter = writer.dimension("filter", g.filters());
        Expr example = writer.dimension("example", Size.perExample(1));
        Expr first = writer.code().let(KernelType.LONG, "first", partial(example, whole(0), filter));
        ending.store(writer.code(), example, filter, whole(0),
                parts.sum(writer.code(), partial, first, g.filters()));
        return writer.done();
    }

    /** The second kernel of a node that normalises: a work-item owns all channels of a position. */
    private Lowered normalize(Lrn lrn) {
        KernelWriter writer = new KernelWriter(layout, "normalize");
        Epilogue epilogue = Epilogue.of(node, writer).declare();
        Expr position = writer.dimension("position", g.outPlane());
        Expr example = writer.dimension("example", Size.perExample(1));
        new Normalization(lrn, g.filters(), KernelType.REAL).across(writer.code(), "",
                (code, channel) -> new Load(epilogue.normalized(), place(example, channel, position).index()),
                (code, channel, value) -> epilogue.afterNormalization(code, value, place(example, channel, position),
                        ""));
        return writer.done();
    }

    private Epilogue.Place place(Expr example, Expr filter, Expr position) {
        Expr element = add(multiply(filter, whole(g.outPlane())), position);
        return new Epilogue.Place(example, element,
                Blocks.index(example, (long) g.filters() * g.outPlane(), element));
    }

    /** What is done to a sum of products: the bias, and what is fused. */
    private final class Ending {
        private final String bias;
        private final Epilogue epilogue;

        Ending(KernelWriter writer) {
            bias = operator.bias() ? writer.input(Epilogue.rootInputs(node).get(segments.size() + 1), "bias") : "";
            epilogue = Epilogue.of(node, writer).declare();
        }

        void store(Code code, Expr example, Expr filter, Expr position, Expr sum) {
            Expr value = code.let(KernelType.REAL, "value",
                    operator.bias() ? add(sum, new Load(bias, filter)) : sum);
            Epilogue.Place place = place(example, filter, position);
            if (normalization.isPresent()) {
                epilogue.beforeNormalization(code, value, place, "");
            } else {
                epilogue.finish(code, value, place, "");
            }
        }
    }
}
