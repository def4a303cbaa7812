package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;

/** Zeros, those that fill up lanes too: a work-item owns a run of elements of a block, or one. */
final class ZerosRecipe implements Recipe {
    private static final int RUN = 64;

    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "zeros");
        Type type = node.result().type();
        int lanes = layout.lanes(node.result());
        String result = writer.pointer(node.result().name(), "result", KernelType.real(lanes), true);
        long elements = type.elementsOfRow() * (type.batched() ? 1 : Math.ceilDiv(type.rows(), lanes));
        int run = layout.coarse() ? RUN : 1;
        Expr part = writer.dimension("part", Math.ceilDiv(elements, (long) run));
        Expr block = type.batched() ? writer.blocks("block", 1) : whole(0);
        Code code = writer.code();
        Expr first = code.let(KernelType.INT, "first", multiply(part, whole(run)));
        code.loop("element", first, min(whole(elements), add(first, whole(run))), 1,
                (inner, e) -> inner.store(result, Blocks.index(block, elements, e), real(0)));
        return writer.done();
    }
}
