package dev.netc.compiler.assemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.KernelFunction;
import dev.netc.compiler.kernel.OpenClPrinter;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Stage;
import dev.netc.compiler.recipe.Layout;
import dev.netc.compiler.recipe.Lowered;
import dev.netc.compiler.recipe.TileKey;
import dev.netc.compiler.scalar.ScalarPrinter;
import dev.netc.program.Kernel;

/** The kernels of a variant, each text once: columns share theirs, and so do functions. */
final class Kernels {
    private static final int LAYERS_NAMED = 6;

    private final String net;
    private final Map<String, Entry> byText = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    /** The number with which to go on for a name that was wished for before. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private record Entry(String name, Layout layout, KernelFunction function, String what, String tiling,
            Set<String> layers) {}

    Kernels(String net) {
        this.net = net;
    }

    /** The name of the kernel that runs {@code node}, whose values lie as {@code layout} says. */
    String add(Node node, Lowered lowered, Layout layout) {
        String text = OpenClPrinter.print(lowered.kernel(), layout.precision(), layout.lanes());
        Entry entry = byText.computeIfAbsent(text,
                t -> new Entry(name(node, lowered.kernel()), layout, lowered.kernel(), what(node),
                        lowered.tiling().map(TileKey::toString).orElse(null), new LinkedHashSet<>()));
        String layer = Fused.last(node).name();
        entry.layers().add(layer);
        return entry.name();
    }

    private String name(Node node, KernelFunction function) {
        String layer = WorkOf.layer(Fused.last(node)).replaceAll("[^A-Za-z0-9_]", "_");
        // never a single word: it might be a function or a type of OpenCL C
        String wish = layer + "_" + (layer.equals(function.name()) ? "kernel" : function.name());
        String name = wish;
        while (!names.add(name)) {
            name = wish + "_" + numbers.merge(wish, 2, (number, first) -> number + 1);
        }
        return name;
    }

    private static String what(Node node) {
        String inputs = node.inputs().stream().map(Value::type).filter(t -> t.batched()).map(t -> t.shape().toString())
                .distinct()
                .collect(Collectors.joining(" and "));
        return describe(node) + ": " + (inputs.isEmpty() ? "" : inputs + " -> ") + node.results().get(0).type().shape();
    }

    private static String describe(Node node) {
        if (!(node.operator() instanceof Fused fused)) {
            return node.operator().name();
        }
        return fused.root().name() + fused.stages().stream().map(s -> switch (s) {
            case Stage.Map(var body, boolean keep) -> ", then " + ScalarPrinter.print(body);
            case Stage.Normalize n -> ", then lrn";
        }).collect(Collectors.joining());
    }

    /** All of them, as OpenCL C. */
    List<Kernel> kernels() {
        return byText.values().stream().map(this::kernel).toList();
    }

    private Kernel kernel(Entry entry) {
        KernelFunction f = entry.function();
        KernelFunction named = new KernelFunction(entry.name(), header(entry), f.preamble(), f.parameters(), f.body(),
                f.group());
        return new Kernel(entry.name(),
                OpenClPrinter.print(named, entry.layout().precision(), entry.layout().lanes()),
                entry.tiling());
    }

    private List<String> header(Entry entry) {
        List<String> layers = List.copyOf(entry.layers());
        int lanes = entry.layout().lanes();
        String more = layers.size() > LAYERS_NAMED ? " and " + (layers.size() - LAYERS_NAMED) + " more" : "";
        List<String> lines = new ArrayList<>(List.of(net + ": " + entry.what(),
                "for " + String.join(", ", layers.subList(0, Math.min(layers.size(), LAYERS_NAMED))) + more,
                lanes == 1
                        ? "a tensor lies [example][channel][row][column]"
                        : "a tensor lies [example / " + lanes + "][channel][row][column][" + lanes
                                + " examples]"));
        lines.addAll(entry.function().header());
        return lines;
    }
}
