package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
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
        for (int i = 0; i < node.inputs().size(); i++) {
            Value value = node.inputs().get(i);
            Optional<Node> maker = surroundings.maker(value)
                    .filter(m -> m.results().getLast().equals(value) && Epilogues.canLead(m, node, surroundings));
            if (maker.isPresent()) {
                return append(maker.get(), node, pointwise, i, surroundings);
            }
        }
        return Optional.empty();
    }

    private static Optional<Rewrite> append(Node maker, Node node, Pointwise pointwise, int at,
            Surroundings surroundings) {
        List<Value> extras = new ArrayList<>(node.inputs());
        extras.remove(at);
        return Epilogues.append(maker, node, extras, first -> {
            Scalar body = Scalars.replace(pointwise.body(),
                    o -> new Scalar.Operand(o.index() == at ? 0 : first + o.index() - (o.index() > at ? 1 : 0)));
            return new Stage.Map(body, true);
        }, surroundings);
    }
}
