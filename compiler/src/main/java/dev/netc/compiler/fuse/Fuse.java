package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;

/** Applies the rules until none finds anything, a rule only where those before it have done all they can. */
public final class Fuse {
    private static final List<Rule> RULES = List.of(new AbsorbConcat(), // before placement: it then copies the parts, and no joined buffer is written
            new AbsorbReshape(), // a dense layer flattens what it reads itself
            new AbsorbSlice(), // a column's part of a gradient is computed alone, and sent alone
            new FuseCrossEntropy(), // the exponentials are summed once, and never divided
            new FuseCrossEntropyGradient(), // softmax minus one, without the log's detour
            new FusePointwise(), // before epilogues: a chain is one stage
            new FuseEpilogue(), // what follows at every element is done while the element is in a register
            new FuseLrn()); // after epilogues: it reads its neighbours behind the ReLU

    private Fuse() {}

    /** Fused as far as it goes; what nobody reads any more is still there. */
    public static Graph apply(Graph graph) {
        Graph current = graph;
        for (Optional<Graph> next = Optional.of(graph); next.isPresent(); next = once(current)) {
            current = next.get();
        }
        return current;
    }

    private static Optional<Graph> once(Graph graph) {
        Surroundings surroundings = new Surroundings(graph);
        for (Rule rule : RULES) {
            for (Node node : graph.nodes()) {
                Optional<Rule.Rewrite> rewrite = rule.apply(node, surroundings);
                if (rewrite.isPresent()) {
                    return Optional.of(replace(graph, node, rewrite.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Graph replace(Graph graph, Node node, Rule.Rewrite rewrite) {
        List<Node> nodes = new ArrayList<>();
        for (Node old : graph.nodes()) {
            if (old.equals(node)) {
                nodes.add(rewrite.node());
            } else if (!rewrite.removed().contains(old)) {
                nodes.add(old);
            }
        }
        return graph.withNodes(nodes);
    }
}
