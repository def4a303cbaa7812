package dev.netc.compiler.fuse;

import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.graph.Node;

/** A rewriting: a verb that returns maybe. */
interface Rule {
    /**
     * What to put in a node's place.
     *
     * @param node takes the node's place, and gives every result that anybody else reads
     * @param removed nodes that {@code node} does the work of
     */
    record Rewrite(Node node, Set<Node> removed) {
        static Optional<Rewrite> of(Node node) {
            return Optional.of(new Rewrite(node, Set.of()));
        }
    }

    Optional<Rewrite> apply(Node node, Surroundings surroundings);
}
