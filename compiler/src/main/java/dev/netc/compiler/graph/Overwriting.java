package dev.netc.compiler.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Which results of a scheduled graph lie in the memory of what their node is the last to read. */
public final class Overwriting {
    private final Map<Value, Integer> last = new HashMap<>();
    /** What no other value may overwrite, and what may not lie elsewhere than it would. */
    private final Set<Value> fixed = new HashSet<>();
    private final Map<Value, Value> overwritten = new LinkedHashMap<>();

    private Overwriting(Graph graph) {
        for (int moment = 0; moment < graph.nodes().size(); moment++) {
            for (Value input : graph.nodes().get(moment).inputs()) {
                last.put(input, moment);
            }
        }
        graph.sources().forEach(s -> fixed.add(s.value()));
        graph.sinks().forEach(s -> fixed.add(s.value()));
        graph.assignments().forEach(a -> fixed.add(a.value()));
    }

    /** The value that each of them overwrites, in the order of the nodes. */
    public static Map<Value, Value> of(Graph graph) {
        Overwriting overwriting = new Overwriting(graph);
        for (int moment = 0; moment < graph.nodes().size(); moment++) {
            overwriting.visit(graph.nodes().get(moment), moment);
        }
        return overwriting.overwritten;
    }

    private void visit(Node node, int moment) {
        OptionalInt number = node.operator().overwrites();
        if (number.isPresent() && node.results().size() == 1) {
            Value input = node.inputs().get(number.getAsInt());
            Value result = node.result();
            boolean alone = Collections.frequency(node.inputs(), input) == 1 && last.get(input) == moment;
            if (alone && input.type().equals(result.type()) && !fixed.contains(input) && !fixed.contains(result)) {
                overwritten.put(result, input);
            }
        }
    }
}
