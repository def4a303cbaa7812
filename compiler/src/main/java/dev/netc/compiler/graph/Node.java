package dev.netc.compiler.graph;

import java.util.List;

/** An operator applied. All inputs and results lie on one device, but for a copy's input. */
public record Node(Operator operator, List<Value> inputs, List<Value> results) {
    public Node {
        inputs = List.copyOf(inputs);
        results = List.copyOf(results);
    }

    /** Its only result. */
    public Value result() {
        if (results.size() != 1) {
            throw new IllegalStateException(operator.name() + " has " + results.size() + " results");
        }
        return results.get(0);
    }

    /** The logical device that runs it. */
    public int device() {
        return results.get(0).device();
    }

    public Node withInputs(List<Value> others) {
        return new Node(operator, others, results);
    }
}
