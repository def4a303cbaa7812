package dev.netc.compiler.fuse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.operator.CrossEntropy;
import dev.netc.compiler.operator.LogSoftmax;
import dev.netc.compiler.operator.Pick;

/** {@code pick(log_softmax(x), label)  =>  cross_entropy(x, label)}. */
final class FuseCrossEntropy implements Rule {
    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        if (!(node.operator() instanceof Pick)) {
            return Optional.empty();
        }
        return surroundings.maker(node.inputs().get(0), LogSoftmax.class).flatMap(log -> Rewrite.of(
                new Node(new CrossEntropy(), List.of(log.inputs().get(0), node.inputs().get(1)), node.results())));
    }
}
