package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Sgd;
import dev.netc.program.Argument;

/** One optimizer step in place: a work-item owns a run of numbers, or one. */
final class SgdRecipe implements Recipe {
    private static final int RUN = 64;

    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "sgd");
        Sgd sgd = (Sgd) node.operator();
        Type type = node.inputs().get(0).type();
        long tile = layout.tile(type);
        long numbers = Math.ceilDiv((long) type.rows(), tile) * tile * type.elementsOfRow();
        int width = numbers % layout.lanes() == 0 ? layout.lanes() : 1;
        KernelType run = KernelType.real(width);
        String gradient = writer.pointer(node.inputs().get(2).name(), "gradient", run, false);
        String weight = writer.pointer(node.results().get(0).name(), "weight", run, true);
        String momentum = writer.pointer(node.results().get(1).name(), "momentum", run, true);
        Expr rate = writer.live(Argument.Scalar.RATE);
        int count = layout.coarse() ? RUN : 1;
        Expr part = writer.dimension("part", Math.ceilDiv(numbers / width, (long) count));
        Code code = writer.code();
        Expr step = code.let(KernelType.REAL, "step_size", times(rate, real(sgd.rate())));
        Expr first = code.let(KernelType.INT, "first", multiply(part, whole(count)));
        code.loop("i", first, min(whole(numbers / width), add(first, whole(count))), 1, (inner, i) -> {
            Expr w = inner.let(run, "w", new Load(weight, i));
            Expr kept = subtract(times(real(sgd.momentum()), new Load(momentum, i)),
                    times(times(real(sgd.decay()), step), w));
            Expr v = inner.let(run, "v", subtract(kept, times(step, new Load(gradient, i))));
            inner.store(momentum, i, v);
            inner.store(weight, i, add(w, v));
        });
        return writer.done();
    }

    private static Expr times(Expr left, Expr right) {
        return left instanceof Expr.Real(double one) && one == 1
                ? right
                : right instanceof Expr.Real(double other) && other == 1
                        ? left
                        : new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
    }
}
