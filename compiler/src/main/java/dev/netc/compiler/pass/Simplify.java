package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.MaxPoolTraining;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Reshape;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;

/** Drops what gives its operand back, and whatever nobody reads, a pool's choice among it. */
public final class Simplify {
    private Simplify() {}

    public static Graph apply(Graph graph) {
        return chooseWhatIsRead(dropUnread(dropIdentities(graph)));
    }

    /** A pool that no gradient asks is one as at test time. To be done before stages are fused to it. */
    private static Graph chooseWhatIsRead(Graph graph) {
        Set<Value> read = graph.uses().keySet();
        return graph.withNodes(graph.nodes().stream()
                .map(n -> n.operator() instanceof MaxPoolTraining(MaxPool pool) && !read.contains(n.results().get(1))
                        ? new Node(pool, n.inputs(), n.results().subList(0, 1))
                        : n)
                .toList());
    }

    /** A result keeps a value of its own: two results, or a result and what is there before, never share one. */
    private static Graph dropIdentities(Graph graph) {
        Map<Value, Value> same = new HashMap<>();
        Set<Value> taken = new HashSet<>();
        graph.sources().forEach(s -> taken.add(s.value()));
        Set<Value> results = new HashSet<>();
        graph.sinks().forEach(s -> results.add(s.value()));
        taken.addAll(results);
        for (Node node : graph.nodes()) {
            int index = given(node);
            if (index >= 0) {
                Value operand = same.getOrDefault(node.inputs().get(index), node.inputs().get(index));
                boolean result = results.contains(node.result());
                if (operand.device() == node.device() && (!result || taken.add(operand))) {
                    same.put(node.result(), operand);
                }
            }
        }
        return same.isEmpty() ? graph : GraphEditor.substitute(graph, same);
    }

    /** The number of the input that {@code node} gives back as it is; -1 where it does something. */
    private static int given(Node node) {
        return switch (node.operator()) {
            case Pointwise(String function, Scalar.Operand(int index)) -> index;
            case Reshape(Shape shape) when shape.equals(node.inputs().get(0).type().shape()) -> 0;
            default -> -1;
        };
    }

    /** Weights and momentum stay: they are state, read or not. */
    static Graph dropUnread(Graph graph) {
        Set<Value> read = new HashSet<>();
        graph.sinks().forEach(s -> read.add(s.value()));
        graph.assignments().forEach(a -> read.add(a.value()));
        List<Node> kept = new ArrayList<>();
        for (Node node : graph.nodes().reversed()) {
            if (node.results().stream().anyMatch(read::contains)) {
                read.addAll(node.inputs());
                kept.add(node);
            }
        }
        List<Source> sources = graph.sources().stream()
                .filter(s -> !(s.role() instanceof Buffer.Feed) || read.contains(s.value())).toList();
        return new Graph(graph.name(), sources, kept.reversed(), graph.sinks(), graph.assignments());
    }
}
