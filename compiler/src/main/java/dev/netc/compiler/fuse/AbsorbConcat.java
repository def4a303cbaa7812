package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Concat;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.WeightGradient;

/** {@code conv(concat(a, b), w)  =>  conv(a, b, w)}, and the same for its weight's gradient: each part is read as a segment. */
final class AbsorbConcat implements Rule {
    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        boolean reads = switch (node.operator()) {
            case Contraction c -> c.groups() == 1 && c.segments(node.inputs().size()) == 1;
            case WeightGradient g -> g.of().groups() == 1 && node.inputs().size() == 2;
            default -> false;
        };
        return reads
                ? surroundings.maker(node.inputs().get(0), Concat.class)
                        .filter(concat -> concat.inputs().size() + node.inputs().size() < Fused.ARGUMENTS)
                        .flatMap(concat -> absorb(node, concat))
                : Optional.empty();
    }

    private static Optional<Rewrite> absorb(Node node, Node concat) {
        List<Value> inputs = new ArrayList<>(concat.inputs());
        inputs.addAll(node.inputs().subList(1, node.inputs().size()));
        return Rewrite.of(node.withInputs(inputs));
    }
}
