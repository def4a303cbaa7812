package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Slice;
import dev.netc.compiler.shape.Shape;

/** all and slice, where nothing that reads them could read the parts: a work-item copies a run of elements of a block. */
final class SegmentsRecipe implements Recipe {
    private static final int RUN = 64;

    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, node.operator().name());
        List<String> parts = new ArrayList<>();
        node.inputs().forEach(
                v -> parts.add(writer.input(v, node.inputs().size() == 1 ? "values" : "values" + parts.size())));
        String result = writer.output(node.result(), "result");
        Shape out = node.result().type().shape();
        int positions = out.height() * out.width();
        int offset = node.operator() instanceof Slice s ? s.from() * positions : 0;
        int run = layout.coarse() ? RUN : 1;
        long longest = node.operator() instanceof Slice
                ? out.elements()
                : node.inputs().stream().mapToLong(SegmentsRecipe::elements).max().orElseThrow();
        Expr piece = writer.dimension("piece", Math.ceilDiv(longest, (long) run));
        Expr block = writer.blocks("block", 1);
        Code code = writer.code();
        Expr first = code.let(KernelType.INT, "first", multiply(piece, whole(run)));
        long before = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            long length = elements(node.inputs().get(i));
            long to = before;
            code.loop("element", first, min(whole(Math.min(length, out.elements())), add(first, whole(run))), 1,
                    (inner, e) -> inner.store(result, Blocks.index(block, out.elements(), add(e, whole(to))),
                            new Load(part, Blocks.index(block, length, add(e, whole(offset))))));
            before += length;
        }
        return writer.done();
    }

    private static long elements(Value value) {
        return value.type().shape().elements();
    }
}
