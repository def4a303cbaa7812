package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Value;

/**
 * What a rule may ask about the graph around a node, as it stands after the rewrites so far. A node's place is its number in
 * the graph that fusing began with; a rewrite leaves its node's place to the new one, and the places of removed ones empty.
 */
final class Surroundings {
    private final Node[] nodes;
    private final Map<Value, Integer> makers = new HashMap<>();
    private final Map<Value, Integer> uses;
    private final Map<Value, NavigableSet<Integer>> readers = new HashMap<>();

    Surroundings(Graph graph) {
        nodes = graph.nodes().toArray(Node[]::new);
        uses = graph.uses();
        for (int place = 0; place < nodes.length; place++) {
            link(place);
        }
    }

    /** The node at {@code place}; none where it was removed. */
    Optional<Node> at(int place) {
        return Optional.ofNullable(nodes[place]);
    }

    /** Those that are left, in their order. */
    List<Node> nodes() {
        return Arrays.stream(nodes).filter(Objects::nonNull).toList();
    }

    /** The node that makes {@code value}; none for a source. */
    Optional<Node> maker(Value value) {
        return Optional.ofNullable(makers.get(value)).map(place -> nodes[place]);
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
        int from = place(node);
        int to = place(position);
        return node.results().stream().allMatch(r -> places(r).subSet(from, false, to, false).isEmpty());
    }

    /** The nodes that read {@code value}. */
    List<Node> readers(Value value) {
        return places(value).stream().map(place -> nodes[place]).toList();
    }

    /**
     * Does what {@code rewrite} says with the node at {@code place}.
     *
     * @return the places at which a rule may now answer otherwise: that of the new node, and those of all that read what is
     *         made with a value whose maker or readers changed
     */
    Set<Integer> rewrite(int place, Rule.Rewrite rewrite) {
        List<Value> changed = new ArrayList<>();
        List<Integer> removed = rewrite.removed().stream().map(this::place).toList();
        changed.addAll(take(place));
        removed.forEach(gone -> changed.addAll(take(gone)));
        nodes[place] = rewrite.node();
        rewrite.node().inputs().forEach(v -> uses.merge(v, 1, Integer::sum));
        link(place);
        changed.addAll(values(rewrite.node()));
        Set<Integer> around = new HashSet<>(Set.of(place));
        changed.stream().distinct().flatMap(v -> maker(v).stream()).flatMap(m -> m.results().stream())
                .forEach(v -> around.addAll(places(v)));
        return around;
    }

    private List<Value> take(int place) {
        Node node = nodes[place];
        node.inputs().forEach(v -> {
            uses.merge(v, -1, Integer::sum);
            places(v).remove(place);
        });
        node.results().forEach(makers::remove);
        nodes[place] = null;
        return values(node);
    }

    private void link(int place) {
        nodes[place].inputs().forEach(v -> readers.computeIfAbsent(v, none -> new TreeSet<>()).add(place));
        nodes[place].results().forEach(v -> makers.put(v, place));
    }

    private static List<Value> values(Node node) {
        List<Value> values = new ArrayList<>(node.inputs());
        values.addAll(node.results());
        return values;
    }

    private int place(Node node) {
        return makers.get(node.results().getFirst());
    }

    private NavigableSet<Integer> places(Value value) {
        return readers.getOrDefault(value, Collections.emptyNavigableSet());
    }
}
