package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.BiasGradient;
import dev.netc.compiler.shape.Shape;

/**
 * A work-item owns a channel: it sums each block's positions by themselves, then the blocks in order, then the lanes. Where
 * every position has a bias, that is done for each of them.
 */
final class BiasGradientRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "bias_gradient");
        Shape shape = node.inputs().get(0).type().shape();
        int positions = shape.height() * shape.width();
        String incoming = writer.input(node.inputs().get(0), "incoming");
        String result = writer.output(node.result(), "result");
        if (((BiasGradient) node.operator()).perPosition()) {
            perPosition(writer, shape, incoming, result, layout.lanes(node.result()));
        } else {
            Expr channel = writer.dimension("channel", shape.channels());
            Expr first = multiply(channel, whole(positions));
            writer.code().store(result, channel, total(writer, writer.code(), incoming, shape, first, positions));
        }
        return writer.done();
    }

    /** The biases lie in tiles of channels; zeros where the last one is not full. */
    private static void perPosition(KernelWriter writer, Shape shape, String incoming, String result, int tile) {
        int positions = shape.height() * shape.width();
        Expr channel = writer.dimension("channel", (long) Math.ceilDiv(shape.channels(), tile) * tile);
        writer.over(writer.code(), "position", positions, (code, position) -> {
            Expr known = min(channel, whole(shape.channels() - 1L));
            Expr sum = total(writer, code, incoming, shape, add(multiply(known, whole(positions)), position), 1);
            Expr isThere = binary(Expr.Operator.LESS, channel, whole(shape.channels()));
            code.store(result, WeightIndex.at(positions, tile, channel, position),
                    shape.channels() % tile == 0 ? sum : new Expr.Binary(Expr.Operator.MULTIPLY, sum, isThere));
        });
    }

    /** The sum over the batch of {@code count} elements from {@code first} on. */
    private static Expr total(KernelWriter writer, Code code, String incoming, Shape shape, Expr first, int count) {
        Expr blocks = code.let(KernelType.INT, "blocks", new Blocks(writer, 1).count());
        Name total = code.variable(writer.vector(), "total", real(0));
        code.loop("block", whole(0), blocks, 1, (inBlock, block) -> {
            Name sum = inBlock.variable(writer.vector(), "sum", real(0));
            inBlock.loop("p", count, (inner, p) -> inner.assign(sum,
                    add(sum, new Load(incoming, Blocks.index(block, shape.elements(), add(first, p))))));
            inBlock.assign(total, add(total, sum));
        });
        return LaneSum.of(writer, total);
    }
}
