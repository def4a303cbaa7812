package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Stage;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;

/** Pointwise functions: a work-item owns a run of elements of a block, or one. */
final class PointwiseRecipe implements Recipe {
    /** Elements of a work-item: enough that starting it costs nothing. */
    private static final int RUN = 64;

    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, ((Pointwise) node.operator()).function());
        Value result = node.result();
        int elements = Math.toIntExact(result.type().shape().elements());
        Epilogue epilogue = Epilogue.of(asStage(node), writer).declare();
        int run = layout.coarse() ? RUN : 1;
        Expr part = writer.dimension("part", Math.ceilDiv(elements, run));
        Expr block = writer.blocks("block", 1);
        Code code = writer.code();
        Expr first = code.let(KernelType.INT, "first", multiply(part, whole(run)));
        Expr end = code.let(KernelType.INT, "end", min(whole(elements), add(first, whole(run))));
        code.loop("element", first, end, 1, (inner, element) -> epilogue.finish(inner, real(0),
                new Epilogue.Place(block, element, Blocks.index(block, elements, element)), ""));
        return writer.done();
    }

    /** The same node with its body as the one stage of an epilogue, whose extra operands are all it reads. */
    private static Node asStage(Node node) {
        Scalar body = Scalars.replace(((Pointwise) node.operator()).body(), o -> new Scalar.Operand(o.index() + 1));
        return new Node(new Fused(node.operator(), 0, false, List.of(new Stage.Map(body, true))), node.inputs(),
                node.results());
    }
}
