package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Overwriting;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.program.Precision;

/** When the values of a scheduled graph are alive, and what they take: a moment is the number of a node. */
final class Lives {
    private final Graph graph;
    private final int batch;
    private final Precision precision;
    private final Map<Value, Integer> made = new HashMap<>();
    private final Map<Value, List<Integer>> read = new HashMap<>();
    /** What is overwritten in place, and when. */
    private final Map<Value, Integer> overwritten = new HashMap<>();
    private final Set<Value> results = new HashSet<>();
    private final Set<Value> elsewhere = new HashSet<>();
    /** What lies in the memory of another value. */
    private final Map<Value, Value> overwriting;

    Lives(Graph graph, int batch, Precision precision) {
        this.graph = graph;
        this.batch = batch;
        this.precision = precision;
        overwriting = Overwriting.of(graph);
        graph.sources().stream().map(Source::value).forEach(elsewhere::add);
        for (int moment = 0; moment < graph.nodes().size(); moment++) {
            Node node = graph.nodes().get(moment);
            for (Value result : node.results()) {
                made.put(result, moment);
            }
            for (Value input : node.inputs()) {
                read.computeIfAbsent(input, v -> new ArrayList<>()).add(moment);
            }
        }
        for (Assignment a : graph.assignments()) {
            elsewhere.add(a.value());
            overwritten.put(a.target(), made.getOrDefault(a.value(), Integer.MAX_VALUE));
        }
        graph.sinks().stream().map(Sink::value).forEach(results::add);
    }

    /** Bytes of a value, at the batch. */
    long bytes(Value value) {
        Type type = value.type();
        return Math.multiplyExact(type.elementsOfRow() * type.element().bytes(precision),
                type.batched() ? (long) batch : type.rows());
    }

    /** Bytes that are alive on a device at each moment, without what lives from step to step. */
    long[] alive(int device) {
        int moments = graph.nodes().size();
        long[] changes = new long[moments + 1];
        made.keySet().stream().filter(v -> v.device() == device && !elsewhere.contains(v)).forEach(v -> {
            changes[overwriting.containsKey(v) ? last(overwriting.get(v)) + 1 : made(v)] += bytes(v);
            changes[last(v) + 1] -= bytes(v);
        });
        for (int moment = 1; moment < moments; moment++) {
            changes[moment] += changes[moment - 1];
        }
        return changes;
    }

    private int last(Value value) {
        List<Integer> reads = readers(value);
        return results.contains(value)
                ? graph.nodes().size() - 1
                : reads.isEmpty() ? made.get(value) : reads.getLast();
    }

    /** The moments at which a value is read. */
    List<Integer> readers(Value value) {
        return read.getOrDefault(value, List.of());
    }

    /** The moment at which a value is made. */
    int made(Value value) {
        return made.get(value);
    }

    /** Whether a caller reads it. */
    boolean isResult(Value value) {
        return results.contains(value);
    }

    /** Whether a value lives in memory that is there from step to step, or is fed. */
    boolean isElsewhere(Value value) {
        return elsewhere.contains(value);
    }

    /** Whether a value can be read at a moment without living any longer for that. */
    boolean isThere(Value value, int moment) {
        return elsewhere.contains(value)
                ? overwritten.getOrDefault(value, Integer.MAX_VALUE) > moment
                : made.get(value) < moment && last(value) >= moment;
    }
}
