package dev.netc.compiler.fuse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Stage;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;

/** {@code relu(conv(x))  =>  fused}: a pointwise function is done where its first operand that can lead is made. */
final class FuseEpilogue implements Rule {
    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        if (!(node.operator() instanceof Pointwise pointwise)) {
            return Optional.empty();
        }
        for (Value value : node.inputs()) {
            Optional<Node> maker = surroundings.maker(value).filter(m -> canLead(m, value, node, surroundings));
            if (maker.isPresent()) {
                return append(maker.get(), value, node, pointwise, surroundings);
            }
        }
        return Optional.empty();
    }

    /** A stage goes on from the last value alone: what reads an earlier one too stays by itself. */
    private static boolean canLead(Node maker, Value value, Node node, Surroundings surroundings) {
        return Fused.last(maker).equals(value)
                && maker.results().stream().noneMatch(r -> !r.equals(value) && node.inputs().contains(r))
                && Epilogues.canLead(maker, node, surroundings);
    }

    private static Optional<Rewrite> append(Node maker, Value value, Node node, Pointwise pointwise,
            Surroundings surroundings) {
        List<Value> extras = node.inputs().stream().filter(v -> !v.equals(value)).distinct().toList();
        return Epilogues.append(maker, node, extras, first -> {
            Scalar body = Scalars.replace(pointwise.body(), o -> {
                Value read = node.inputs().get(o.index());
                return new Scalar.Operand(read.equals(value) ? 0 : first + extras.indexOf(read));
            });
            return new Stage.Map(body, true);
        }, surroundings);
    }
}
