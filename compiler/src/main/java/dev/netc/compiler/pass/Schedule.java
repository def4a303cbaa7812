package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;

/**
 * Puts every optimizer step right behind the last that reads the old weight: not earlier, as it writes in place; not later,
 * as the gradient's memory is free from then on.
 */
public final class Schedule {
    private Schedule() {}

    public static Graph apply(Graph graph) {
        Set<Value> assigned = new HashSet<>();
        graph.assignments().forEach(a -> assigned.add(a.value()));
        List<Node> order = new ArrayList<>(graph.nodes().stream().filter(n -> !writes(n, assigned)).toList());
        for (Node update : graph.nodes().stream().filter(n -> writes(n, assigned)).toList()) {
            order.add(lastBefore(order, update, graph.assignments()) + 1, update);
        }
        return graph.withNodes(order);
    }

    private static boolean writes(Node node, Set<Value> assigned) {
        return node.results().stream().anyMatch(assigned::contains);
    }

    /** Index of the last node that makes what {@code update} reads, or that reads what it overwrites. */
    private static int lastBefore(List<Node> order, Node update, List<Assignment> assignments) {
        Set<Value> overwritten = new HashSet<>();
        assignments.stream().filter(a -> update.results().contains(a.value()))
                .forEach(a -> overwritten.add(a.target()));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            if (node.results().stream().anyMatch(update.inputs()::contains)
                    || node.inputs().stream().anyMatch(overwritten::contains)) {
                return i;
            }
        }
        return -1;
    }
}
