package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
        Map<Value, Value> targets = new HashMap<>();
        graph.assignments().forEach(a -> targets.put(a.value(), a.target()));
        List<Node> order = graph.nodes().stream().filter(n -> !writes(n, targets)).toList();
        Map<Value, Integer> free = free(order, Set.copyOf(targets.values()));
        List<List<Node>> updates = Stream.generate(() -> (List<Node>) new ArrayList<Node>()).limit(order.size() + 1L)
                .toList();
        graph.nodes().stream().filter(n -> writes(n, targets))
                .forEach(n -> updates.get(1 + lastBefore(n, targets, free)).addFirst(n));
        List<Node> scheduled = new ArrayList<>(updates.getFirst());
        for (int i = 0; i < order.size(); i++) {
            scheduled.add(order.get(i));
            scheduled.addAll(updates.get(1 + i));
        }
        return graph.withNodes(scheduled);
    }

    private static boolean writes(Node node, Map<Value, Value> targets) {
        return node.results().stream().anyMatch(targets::containsKey);
    }

    /** The number of the node that makes a value, or, of what is overwritten, of the last that reads it. */
    private static Map<Value, Integer> free(List<Node> order, Set<Value> overwritten) {
        Map<Value, Integer> free = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            int now = i;
            order.get(i).results().forEach(v -> free.put(v, now));
            order.get(i).inputs().stream().filter(overwritten::contains).forEach(v -> free.put(v, now));
        }
        return free;
    }

    /** The number of the last node that makes what {@code update} reads, or that reads what it overwrites; else -1. */
    private static int lastBefore(Node update, Map<Value, Value> targets, Map<Value, Integer> free) {
        return Stream.concat(update.inputs().stream(), update.results().stream().map(targets::get))
                .filter(Objects::nonNull).mapToInt(v -> free.getOrDefault(v, -1)).max().orElse(-1);
    }
}
