package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Sgd;
import dev.netc.program.Argument;

/** One optimizer step in place. */
final class SgdRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "sgd");
        Sgd sgd = (Sgd) node.operator();
        NumberRuns runs = NumberRuns.of(node.inputs().get(0).type(), writer);
        List<String> gradients = gradients(node.inputs().subList(2, node.inputs().size()), runs);
        String weight = runs.pointer(node.results().get(0), "weight", true);
        String momentum = runs.pointer(node.results().get(1), "momentum", true);
        Expr rate = writer.live(Argument.Scalar.RATE);
        Expr step = new Expr.Name("step_size");
        return runs.each(code -> code.let(KernelType.REAL, "step_size", times(rate, real(sgd.rate()))), (inner, i) -> {
            Expr w = inner.let(runs.type(), "w", new Load(weight, i));
            Expr kept = subtract(times(real(sgd.momentum()), new Load(momentum, i)),
                    times(times(real(sgd.decay()), step), w));
            Expr v = inner.let(runs.type(), "v", subtract(kept, times(step, NumberRuns.sum(gradients, i))));
            inner.store(momentum, i, v);
            inner.store(weight, i, add(w, v));
        });
    }

    private static List<String> gradients(List<Value> parts, NumberRuns runs) {
        List<String> gradients = new ArrayList<>();
        for (Value part : parts) {
            gradients.add(runs.pointer(part, "gradient" + (parts.size() == 1 ? "" : gradients.size()), false));
        }
        return gradients;
    }

    private static Expr times(Expr left, Expr right) {
        return left instanceof Expr.Real(double one) && one == 1
                ? right
                : right instanceof Expr.Real(double other) && other == 1
                        ? left
                        : new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
    }
}
