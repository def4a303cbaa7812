package dev.netc.compiler.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.program.Buffer;

/** Builds a graph, or a new one from an old one: infers types, keeps names apart. */
public final class GraphEditor {
    private final String name;
    private final List<Source> sources = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Sink> sinks = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    /** The number with which to go on for a name that was wished for before. */
    private final Map<String, Integer> numbers = new HashMap<>();

    public GraphEditor(String name) {
        this.name = name;
    }

    /** Goes on from {@code graph}. */
    public static GraphEditor from(Graph graph) {
        GraphEditor editor = new GraphEditor(graph.name());
        graph.sources().forEach(editor::add);
        graph.nodes().forEach(editor::add);
        graph.sinks().forEach(editor::add);
        graph.assignments().forEach(editor::add);
        return editor;
    }

    public void add(Source source) {
        names.add(source.value().name());
        sources.add(source);
    }

    public void add(Node node) {
        node.results().forEach(r -> names.add(r.name()));
        nodes.add(node);
    }

    public void add(Sink sink) {
        sinks.add(sink);
    }

    public void add(Assignment assignment) {
        assignments.add(assignment);
    }

    /** A new source. */
    public Value source(String wish, Type type, int device, Buffer.Role role) {
        Value value = new Value(fresh(wish), type, device);
        add(new Source(value, role));
        return value;
    }

    /** A new node; its results are named {@code wish}, then {@code wish.2} and so on. */
    public Node emit(String wish, Operator operator, int device, List<Value> inputs) {
        List<Value> results = new ArrayList<>();
        for (Type type : operator.infer(inputs.stream().map(Value::type).toList())) {
            results.add(new Value(fresh(wish), type, device));
        }
        Node node = new Node(operator, inputs, results);
        nodes.add(node);
        return node;
    }

    /** A name that nothing has yet. */
    public String fresh(String wish) {
        String candidate = wish;
        while (!names.add(candidate)) {
            candidate = wish + "." + numbers.merge(wish, 2, (number, first) -> number + 1);
        }
        return candidate;
    }

    public Graph graph() {
        return new Graph(name, sources, nodes, sinks, assignments);
    }

    /**
     * {@code graph} with every reading of a key reading its value instead; a value may take the place of one that is equal
     * to it in name, type and device.
     */
    public static Graph substitute(Graph graph, Map<Value, Value> replacements) {
        Map<Value, Value> closed = new HashMap<>(replacements);
        closed.entrySet().removeIf(e -> e.getKey().equals(e.getValue()));
        closed.replaceAll((from, to) -> {
            Value end = to;
            while (closed.containsKey(end)) {
                end = closed.get(end);
            }
            return end;
        });
        return new Graph(graph.name(), graph.sources(),
                graph.nodes().stream().map(n -> n.withInputs(map(n.inputs(), closed))).toList(),
                graph.sinks().stream().map(s -> new Sink(s.role(), closed.getOrDefault(s.value(), s.value()))).toList(),
                graph.assignments().stream()
                        .map(a -> new Assignment(a.target(), closed.getOrDefault(a.value(), a.value()))).toList());
    }

    private static List<Value> map(List<Value> values, Map<Value, Value> replacements) {
        return values.stream().map(v -> replacements.getOrDefault(v, v)).toList();
    }
}
