package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.shape.Shape;

/** A work-item owns a channel: it sums each block's positions by themselves, then the blocks in order, then the lanes. */
final class BiasGradientRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "bias_gradient");
        Shape shape = node.inputs().get(0).type().shape();
        int positions = shape.height() * shape.width();
        String incoming = writer.input(node.inputs().get(0), "incoming");
        String result = writer.output(node.result(), "result");
        Code code = writer.code();
        Expr channel = writer.dimension("channel", shape.channels());
        Expr blocks = code.let(KernelType.INT, "blocks", new Blocks(writer, 1).count());
        Name total = code.variable(writer.vector(), "total", real(0));
        code.loop("block", whole(0), blocks, 1, (inBlock, block) -> {
            Name sum = inBlock.variable(writer.vector(), "sum", real(0));
            inBlock.loop("position", positions, (inner, p) -> inner.assign(sum, add(sum, new Load(incoming,
                    Blocks.index(block, shape.elements(), add(multiply(channel, whole(positions)), p))))));
            inBlock.assign(total, add(total, sum));
        });
        code.store(result, channel, LaneSum.of(writer, total));
        return writer.done();
    }
}
