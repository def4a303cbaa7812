package dev.netc.compiler.fuse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Value;

/** What a rule may ask about the graph around a node. */
final class Surroundings {
    private final Map<Value, Node> definitions;
    private final Map<Value, Integer> uses;
    private final Map<Node, Integer> positions = new HashMap<>();
    private final Graph graph;

    Surroundings(Graph graph) {
        this.graph = graph;
        definitions = graph.definitions();
        uses = graph.uses();
        for (int i = 0; i < graph.nodes().size(); i++) {
            positions.put(graph.nodes().get(i), i);
        }
    }

    /** The node that makes {@code value}; none for a source. */
    Optional<Node> maker(Value value) {
        return Optional.ofNullable(definitions.get(value));
    }

    /** The node that makes {@code value}, if its operator is of this kind. */
    Optional<Node> maker(Value value, Class<? extends Operator> kind) {
        return maker(value).filter(n -> kind.isInstance(n.operator()));
    }

    /** How many read {@code value}: nodes, a node twice where it reads it twice, results and assignments. */
    int uses(Value value) {
        return uses.getOrDefault(value, 0);
    }

    /** Whether nothing that {@code node} makes is read before {@code position} is run. */
    boolean canWait(Node node, Node position) {
        return graph.nodes().subList(positions.get(node) + 1, positions.get(position)).stream()
                .noneMatch(n -> n.inputs().stream().anyMatch(node.results()::contains));
    }

    /** The nodes that read {@code value}. */
    List<Node> readers(Value value) {
        return graph.nodes().stream().filter(n -> n.inputs().contains(value)).toList();
    }
}
