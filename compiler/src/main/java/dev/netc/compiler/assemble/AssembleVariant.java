package dev.netc.compiler.assemble;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.recipe.Layout;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Variant;

/** All functions of a program for one kind of device. */
public final class AssembleVariant {
    private AssembleVariant() {}

    /** The same where every logical device has the whole batch. */
    public static Variant assemble(String net, Map<String, Graph> graphs, Layout layout, Set<String> alsoSmall) {
        return assemble(net, graphs, layout, alsoSmall, 1);
    }

    /**
     * Assembles a variant.
     *
     * @param graphs placed and scheduled, by function name
     * @param alsoSmall the functions that are made a second time for small batches, where the target has kernels for them
     * @param parts of the batch, a logical device each; 1 where it is not split
     */
    public static Variant assemble(String net, Map<String, Graph> graphs, Layout layout, Set<String> alsoSmall,
            int parts) {
        Kernels kernels = new Kernels(net);
        List<Function> functions = new ArrayList<>();
        Map<String, Buffer> state = new LinkedHashMap<>();
        graphs.forEach((name, graph) -> {
            graph.sources().stream().filter(AssembleVariant::isState)
                    .forEach(s -> state.putIfAbsent(s.value().name(), state(s, layout)));
            functions.add(AssembleFunction.assemble(name, graph, layout, kernels));
            if (layout.hasSmall() && alsoSmall.contains(name)) {
                functions.add(AssembleFunction.assemble(name, graph, layout.forSmallBatches(), kernels));
            }
        });
        int devices = graphs.values().stream().mapToInt(Graph::devices).reduce(parts, Math::max);
        return new Variant(layout.target(), layout.precision(), layout.lanes(), devices, parts > 1, kernels.kernels(),
                List.copyOf(state.values()), functions);
    }

    /** Whether it lives from step to step. */
    static boolean isState(Source source) {
        return !(source.role() instanceof Buffer.Feed);
    }

    private static Buffer state(Source source, Layout layout) {
        Value value = source.value();
        Type type = value.type();
        boolean mean = source.role() instanceof Buffer.Mean;
        return new Buffer(value.name(), value.device(), type.element(), mean ? 1 : type.rows(),
                mean ? type.shape().elements() : type.elementsOfRow(), layout.lanes(source), source.role(), 0, 0);
    }
}
