package dev.netc.compiler.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.program.Buffer;
import dev.netc.program.Share;

/** What a graph computed: every value, row-major in double. */
public final class Results {
    private final Graph graph;
    private final int batch;
    private final int parts;
    private final Map<Value, double[]> values;

    Results(Graph graph, int batch, int parts, Map<Value, double[]> values) {
        this.graph = graph;
        this.batch = batch;
        this.parts = parts;
        this.values = values;
    }

    /** A value of the graph. */
    public double[] value(Value value) {
        double[] found = values.get(value);
        if (found == null) {
            throw new IllegalArgumentException(graph.name() + " has no " + value);
        }
        return found;
    }

    /** A value of the graph by its name, without {@code %}. */
    public double[] value(String name) {
        return value(values.keySet().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException(graph.name() + " has no %" + name)));
    }

    /** A result as a caller of a program reads it: the parts of its columns, or of the batch, joined. */
    public double[] result(String name) {
        List<Value> found = graph.sinks().stream().filter(s -> s.role().name().equals(name))
                .sorted(Comparator.comparingInt(s -> s.role().column())).map(Sink::value).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(graph.name() + " has no result " + name);
        }
        return parts > 1 && found.get(0).type().batched() ? inOrder(found) : sideBySide(found);
    }

    /** The rows of the parts of the batch one after the other, but for what a part without examples computes. */
    private double[] inOrder(List<Value> shares) {
        int row = Math.toIntExact(shares.get(0).type().shape().elements());
        double[] joined = new double[batch * row];
        for (Value value : shares) {
            Share share = Share.of(value.device(), parts, 1, batch);
            System.arraycopy(value(value), 0, joined, share.first() * row, share.count() * row);
        }
        return joined;
    }

    /** Parts of what has a row an example stand side by side in each row; parts of a parameter follow each other. */
    private double[] sideBySide(List<Value> columns) {
        int rows = columns.get(0).type().batched() ? batch : 1;
        double[] joined = new double[columns.stream().mapToInt(v -> value(v).length).sum()];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (Value part : columns) {
                int length = value(part).length / rows;
                System.arraycopy(value(part), row * length, joined, at, length);
                at += length;
            }
        }
        return joined;
    }

    /** The results by name, in the graph's order. */
    public Map<String, double[]> results() {
        return graph.sinks().stream().map(s -> s.role().name()).distinct()
                .collect(Collectors.toMap(n -> n, this::result, (a, b) -> a, LinkedHashMap::new));
    }

    /** The state after the function ran, assigned or not: what a next run may be given together with its feeds. */
    public Map<Buffer.Role, double[]> state() {
        Map<Value, Value> assigned = new HashMap<>();
        for (Assignment assignment : graph.assignments()) {
            assigned.put(assignment.target(), assignment.value());
        }
        Map<Buffer.Role, double[]> state = new LinkedHashMap<>();
        for (Source source : graph.sources()) {
            if (!(source.role() instanceof Buffer.Feed)) {
                state.put(source.role(), value(assigned.getOrDefault(source.value(), source.value())));
            }
        }
        return state;
    }
}
