package dev.netc.compiler.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the laws that hold for every graph, and blames the stage that broke one. */
public final class Verifier {
    private final String stage;
    private final boolean placed;
    private final Set<Value> known = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private Verifier(String stage, boolean placed) {
        this.stage = stage;
        this.placed = placed;
    }

    /**
     * Checks {@code graph}.
     *
     * @param stage the stage that made it
     * @param placed whether values are already where they are read
     * @return the graph
     * @throws IllegalStateException which names the stage and the law
     */
    public static Graph verify(Graph graph, String stage, boolean placed) {
        new Verifier(stage, placed).check(graph);
        return graph;
    }

    private void check(Graph graph) {
        graph.sources().forEach(s -> define(s.value()));
        graph.nodes().forEach(this::check);
        graph.sinks().forEach(s -> read(s.value(), "result " + s.role().name()));
        Set<Value> sources = graph.sources().stream().map(Source::value).collect(Collectors.toSet());
        for (Assignment a : graph.assignments()) {
            read(a.value(), "assignment");
            require(sources.contains(a.target()), a.target() + " is no source");
            require(a.target().type().equals(a.value().type()), a.target() + " is assigned " + a.value().type());
            require(a.target().device() == a.value().device(), a.target() + " is assigned from another device");
        }
    }

    private void check(Node node) {
        for (Value input : node.inputs()) {
            read(input, node.operator().name());
            require(!placed || input.device() == node.device() || node.operator().name().equals("copy"),
                    node.operator().name() + " on device " + node.device() + " reads " + input + " on device "
                            + input.device());
        }
        checkTypes(node);
        node.results().forEach(this::define);
    }

    private void checkTypes(Node node) {
        List<Type> inferred;
        try {
            inferred = node.operator().infer(node.inputs().stream().map(Value::type).toList());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(blame(node.operator().name() + " " + node.inputs() + ": " + e.getMessage()),
                    e);
        }
        List<Type> found = node.results().stream().map(Value::type).toList();
        require(inferred.equals(found), node.operator().name() + " gives " + inferred + ", not " + found);
    }

    private void define(Value value) {
        require(names.add(value.name()), value + " is defined twice");
        known.add(value);
    }

    private void read(Value value, String reader) {
        require(known.contains(value), reader + " reads " + value + " before it is defined");
    }

    private void require(boolean holds, String law) {
        if (!holds) {
            throw new IllegalStateException(blame(law));
        }
    }

    private String blame(String law) {
        return "after " + stage + ": " + law;
    }
}
