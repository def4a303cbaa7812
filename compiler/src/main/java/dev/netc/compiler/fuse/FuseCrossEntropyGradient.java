package dev.netc.compiler.fuse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.operator.CrossEntropyGradient;
import dev.netc.compiler.operator.LogSoftmax;
import dev.netc.compiler.operator.LogSoftmaxGradient;
import dev.netc.compiler.operator.PickGradient;

/** {@code log_softmax_gradient(log_softmax(x), pick_gradient(_, label))  =>  cross_entropy_gradient(x, label)}. */
final class FuseCrossEntropyGradient implements Rule {
    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        if (!(node.operator() instanceof LogSoftmaxGradient)) {
            return Optional.empty();
        }
        Optional<Node> log = surroundings.maker(node.inputs().get(0), LogSoftmax.class);
        Optional<Node> pick = surroundings.maker(node.inputs().get(1), PickGradient.class);
        return log.flatMap(l -> pick.flatMap(p -> Rewrite.of(new Node(new CrossEntropyGradient(),
                List.of(l.inputs().get(0), p.inputs().get(1)), node.results()))));
    }
}
