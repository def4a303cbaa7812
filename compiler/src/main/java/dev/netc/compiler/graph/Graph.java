package dev.netc.compiler.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A function over tensors: values in single assignment, nodes in an order in which each stands after what it reads.
 *
 * @param name of the net and the function
 * @param sources what is there before
 * @param nodes what is computed
 * @param sinks what a caller reads
 * @param assignments what state becomes
 */
public record Graph(String name, List<Source> sources, List<Node> nodes, List<Sink> sinks,
        List<Assignment> assignments) {
    public Graph {
        sources = List.copyOf(sources);
        nodes = List.copyOf(nodes);
        sinks = List.copyOf(sinks);
        assignments = List.copyOf(assignments);
    }

    public Graph withNodes(List<Node> others) {
        return new Graph(name, sources, others, sinks, assignments);
    }

    public Graph withAssignments(List<Assignment> others) {
        return new Graph(name, sources, nodes, sinks, others);
    }

    /** The node that defines each value; sources have none. */
    public Map<Value, Node> definitions() {
        Map<Value, Node> definitions = new HashMap<>();
        nodes.forEach(n -> n.results().forEach(r -> definitions.put(r, n)));
        return definitions;
    }

    /** How often each value is read, by nodes, sinks and assignments. */
    public Map<Value, Integer> uses() {
        Map<Value, Integer> uses = new HashMap<>();
        nodes.forEach(n -> n.inputs().forEach(v -> uses.merge(v, 1, Integer::sum)));
        sinks.forEach(s -> uses.merge(s.value(), 1, Integer::sum));
        assignments.forEach(a -> uses.merge(a.value(), 1, Integer::sum));
        return uses;
    }

    /** Number of logical devices. */
    public int devices() {
        return 1 + nodes.stream().mapToInt(Node::device).max().orElse(0);
    }
}
