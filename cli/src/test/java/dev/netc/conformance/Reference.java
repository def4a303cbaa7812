package dev.netc.conformance;

import java.util.HashMap;
import java.util.Map;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.reference.Interpreter;
import dev.netc.compiler.reference.Results;
import dev.netc.program.Buffer;

/** What a graph is given at a batch, and what its operators' references make of it. */
record Reference(Map<Buffer.Role, double[]> values, Results expected) {
    /** Of the graph that was asked for last, by batch: one graph is checked on every recipe before the next one is. */
    private static final Map<Integer, Reference> KEPT = new HashMap<>();
    private static Graph last;

    static synchronized Reference of(Graph graph, int batch) {
        if (!graph.equals(last)) {
            last = graph;
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(batch, b -> {
            Map<Buffer.Role, double[]> values = OnDevice.values(graph, b);
            return new Reference(values, new Interpreter(graph, b)
                    .withStep(OnDevice.RATE, OnDevice.STEP, OnDevice.SEED).run(values));
        });
    }
}
