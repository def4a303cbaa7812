package dev.netc.compiler.recipe;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;

/** What the parts of a batch give for a parameter, added in the order of the parts. */
final class PartsSumRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "parts_sum");
        NumberRuns runs = NumberRuns.of(node.result().type(), writer);
        List<String> parts = new ArrayList<>();
        for (Value part : node.inputs()) {
            parts.add(runs.pointer(part, "part" + parts.size(), false));
        }
        String result = runs.pointer(node.result(), "result", true);
        return runs.each((inner, i) -> inner.store(result, i, NumberRuns.sum(parts, i)));
    }
}
