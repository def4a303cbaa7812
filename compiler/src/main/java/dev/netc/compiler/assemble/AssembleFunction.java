package dev.netc.compiler.assemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Overwriting;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Copy;
import dev.netc.compiler.recipe.Layout;
import dev.netc.compiler.recipe.Lowered;
import dev.netc.compiler.recipe.Recipes;
import dev.netc.program.Argument;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Function;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Work;

/**
 * A placed and scheduled graph as steps and buffers. A copy is done by the device that has the value, right after it is
 * made; the device that reads it waits right before it reads. What is copied to lives from the copy on: a runtime sees to it that
 * its device has done with the memory by then.
 *
 * <p>Where a function changes no state, what its kernels for a few examples make of state alone is made by its first steps, the
 * prologue, and kept to its end: a weight in another form costs as much to make as the layer does.
 */
final class AssembleFunction {
    private final Layout layout;
    private final Kernels kernels;
    /** What lies in the memory of another value: what state becomes, and what overwrites what is not read any more. */
    private final Map<Value, Value> inPlace = new HashMap<>();
    private final Map<Value, Source> sources = new HashMap<>();
    private final Map<Value, Sink> sinks = new HashMap<>();
    private final Map<Value, Integer> first = new LinkedHashMap<>();
    private final Map<Value, Integer> last = new HashMap<>();
    private final Map<Value, Integer> copies = new HashMap<>();
    private final List<Buffer> scratch = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    /** The kernels of nodes, without those that the prologue launches. */
    private final Map<Node, List<Lowered>> afterPrologue = new HashMap<>();
    private final List<Buffer> kept = new ArrayList<>();

    private AssembleFunction(Graph graph, Layout layout, Kernels kernels) {
        this.layout = layout;
        this.kernels = kernels;
        graph.sources().forEach(s -> sources.put(s.value(), s));
        graph.sinks().forEach(s -> sinks.put(s.value(), s));
        for (Assignment a : graph.assignments()) {
            inPlace.put(a.value(), a.target());
        }
        Overwriting.of(graph).forEach((result, input) -> inPlace.put(result, inPlace.getOrDefault(input, input)));
    }

    static Function assemble(String name, Graph graph, Layout layout, Kernels kernels) {
        AssembleFunction assemble = new AssembleFunction(graph, layout, kernels);
        graph.sources().forEach(s -> assemble.first.put(s.value(), 0));
        if (layout.small() && graph.assignments().isEmpty()) {
            graph.nodes().stream().filter(node -> !(node.operator() instanceof Copy)).forEach(assemble::prologue);
        }
        int prologue = assemble.steps.size();
        graph.nodes().forEach(assemble::add);
        return new Function(name, layout.small() ? Layout.SMALL_BATCH : Function.ANY_BATCH, assemble.buffers(),
                assemble.steps, prologue);
    }

    /** Launches those kernels of a node that make something of state alone. */
    private void prologue(Node node) {
        List<Lowered> others = new ArrayList<>();
        for (Lowered lowered : Recipes.lower(inMemory(node), layout)) {
            if (readsStateAlone(node, lowered)) {
                lowered.scratch().forEach(s -> kept.add(buffer(s, node, 0, 0)));
                steps.add(launch(node, lowered, Work.nothing(WorkOf.layers(node))));
            } else {
                others.add(lowered);
            }
        }
        afterPrologue.put(node, others);
    }

    /** Whether a kernel writes but scratch memory, whatever the batch is, and reads but state. */
    private boolean readsStateAlone(Node node, Lowered lowered) {
        Set<String> known = node.inputs().stream().filter(v -> sources.containsKey(v)
                && AssembleVariant.isState(sources.get(v))).map(Value::name).collect(Collectors.toSet());
        lowered.scratch().stream().filter(s -> s.rows() != Buffer.BATCH).forEach(s -> known.add(s.name()));
        return !lowered.scratch().isEmpty() && lowered.arguments().stream()
                .allMatch(a -> a instanceof Argument.Memory(String name) && known.contains(name));
    }

    private void add(Node node) {
        if (node.operator() instanceof Copy) {
            copy(node.inputs().get(0), node.result());
            return;
        }
        node.inputs().forEach(input -> awaitCopy(input, node.device()));
        int begin = steps.size();
        List<Lowered> own = afterPrologue.containsKey(node)
                ? afterPrologue.get(node)
                : Recipes.lower(inMemory(node), layout);
        int main = main(own);
        Work work = WorkOf.node(node, own.get(main), layout.precision());
        for (Lowered lowered : own) {
            boolean all = steps.size() == begin + main;
            steps.add(launch(node, lowered,
                    all ? work : Work.nothing(work.layers())));
        }
        int end = steps.size() - 1;
        node.inputs().forEach(v -> last.put(memory(v), end));
        node.results().forEach(v -> first.putIfAbsent(memory(v), begin));
        node.results().forEach(v -> last.merge(memory(v), end, Math::max));
        own.stream().flatMap(l -> l.scratch().stream()).distinct()
                .forEach(s -> scratch.add(buffer(s, node, begin, end)));
    }

    private static Buffer buffer(Lowered.Scratch s, Node node, int begin, int end) {
        return new Buffer(s.name(), node.device(), Element.REAL, s.rows(), s.elements(), 1, new Buffer.Temporary(),
                begin, end);
    }

    private Step.Launch launch(Node node, Lowered lowered, Work work) {
        return new Step.Launch(node.device(), kernels.add(node, lowered, layout), lowered.arguments(),
                lowered.global(), lowered.group(), work, odd(node, lowered));
    }

    /** The number of the kernel at which all of a node's work stands: that which says how much it does, else the first. */
    private static int main(List<Lowered> launches) {
        return IntStream.range(0, launches.size()).filter(i -> launches.get(i).multiplyAdds().isPresent()).findFirst()
                .orElse(0);
    }

    /** What takes blocks one by one, where it is another kernel. */
    private Step.OfOddBlocks odd(Node node, Lowered lowered) {
        if (lowered.tiling().flatMap(key -> key.kind().odd(key.target())).isEmpty()) {
            return null;
        }
        Layout blocks = layout.forOddBlocks();
        Lowered odd = Recipes.lower(inMemory(node), blocks).getFirst();
        return odd.kernel().body().equals(lowered.kernel().body())
                ? null
                : new Step.OfOddBlocks(kernels.add(node, odd, blocks), odd.global());
    }

    private void copy(Value from, Value into) {
        int now = steps.size();
        last.put(memory(from), now);
        first.put(into, now);
        copies.put(into, now);
        Type type = from.type();
        long bytes = type.elementsOfRow() * type.element().bytes(layout.precision());
        Size crosses = type.batched() ? Size.perExample(bytes) : Size.fixed(bytes * type.rows());
        steps.add(new Step.Copy(from.device(), memory(from).name(), into.device(), into.name(), crosses));
    }

    private void awaitCopy(Value input, int device) {
        Integer step = copies.remove(input);
        if (step != null) {
            steps.add(new Step.Wait(device, step));
        }
    }

    private Value memory(Value value) {
        return inPlace.getOrDefault(value, value);
    }

    /** A node whose values go by those in whose memory they lie. */
    private Node inMemory(Node node) {
        return new Node(node.operator(), node.inputs().stream().map(this::memory).toList(),
                node.results().stream().map(this::memory).toList());
    }

    private List<Buffer> buffers() {
        List<Buffer> buffers = new ArrayList<>(scratch);
        kept.forEach(b -> buffers.add(new Buffer(b.name(), b.device(), b.element(), b.rows(), b.elements(), b.lanes(),
                b.role(), 0, steps.size())));
        for (Value value : first.keySet()) {
            if (!sources.containsKey(value) || !AssembleVariant.isState(sources.get(value))) {
                buffers.add(buffer(value, first.get(value)));
            }
        }
        return buffers;
    }

    private Buffer buffer(Value value, int born) {
        Source source = sources.get(value);
        Sink sink = sinks.get(value);
        Buffer.Role role = source != null ? source.role() : sink != null ? sink.role() : new Buffer.Temporary();
        int lanes = source != null ? layout.lanes(source) : layout.lanes(value);
        int dies = sink != null ? steps.size() : last.getOrDefault(value, born);
        Type type = value.type();
        return new Buffer(value.name(), value.device(), type.element(), type.batched() ? Buffer.BATCH : type.rows(),
                type.elementsOfRow(), lanes, role, born, dies);
    }
}
