package dev.netc.compiler.recipe;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.operator.Sgd;

/** One optimizer step in place. */
final class SgdRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "sgd");
        NumberRuns runs = NumberRuns.of(node.inputs().get(0).type(), writer);
        List<String> gradients = gradients(node.inputs().subList(2, node.inputs().size()), runs);
        String weight = runs.pointer(node.results().get(0), "weight", true);
        String momentum = runs.pointer(node.results().get(1), "momentum", true);
        OptimizerStep step = new OptimizerStep((Sgd) node.operator(), writer);
        return runs.each((inner, i) -> {
            OptimizerStep.Next next = step.next(inner, runs.type(), new Load(weight, i), new Load(momentum, i),
                    NumberRuns.sum(gradients, i));
            inner.store(momentum, i, next.momentum());
            inner.store(weight, i, next.weight());
        });
    }

    private static List<String> gradients(List<Value> parts, NumberRuns runs) {
        List<String> gradients = new ArrayList<>();
        for (Value part : parts) {
            gradients.add(runs.pointer(part, "gradient" + (parts.size() == 1 ? "" : gradients.size()), false));
        }
        return gradients;
    }
}
