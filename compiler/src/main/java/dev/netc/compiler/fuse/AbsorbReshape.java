package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.compiler.operator.Reshape;
import dev.netc.compiler.operator.WeightGradient;

/**
 * {@code dense(reshape(a), w)  =>  dense(a, w)}, the same for its weight's gradient, and
 * {@code reshape(input_gradient(dy, w))  =>  input_gradient(dy, w)} of the image itself, where nothing else reads it.
 */
final class AbsorbReshape implements Rule {
    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        return switch (node.operator()) {
            case Dense d when d.segments(node.inputs().size()) == 1 -> flattened(node, surroundings);
            case WeightGradient(Dense d) when node.inputs().size() == 2 -> flattened(node, surroundings);
            case Reshape r -> surroundings.maker(node.inputs().get(0), InputGradient.class)
                    .filter(g -> surroundings.uses(g.result()) == 1).flatMap(g -> gradient(node, r, g));
            default -> Optional.empty();
        };
    }

    private static Optional<Rewrite> flattened(Node node, Surroundings surroundings) {
        return surroundings.maker(node.inputs().get(0), Reshape.class).flatMap(reshape -> {
            List<Value> inputs = new ArrayList<>(reshape.inputs());
            inputs.addAll(node.inputs().subList(1, node.inputs().size()));
            return Rewrite.of(node.withInputs(inputs));
        });
    }

    private static Optional<Rewrite> gradient(Node reshape, Reshape to, Node whole) {
        InputGradient gradient = (InputGradient) whole.operator();
        boolean all = gradient.of() instanceof Dense && gradient.to() - gradient.from() == gradient.input().channels();
        return all
                ? Rewrite.of(new Node(new InputGradient(gradient.of(), to.shape(), 0, to.shape().channels()),
                        whole.inputs(), reshape.results()))
                : Optional.empty();
    }
}
