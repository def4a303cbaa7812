package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Operands;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;

/** {@code f(g(x))  =>  (f after g)(x)}, where nothing else reads {@code g(x)}, both are on one device and it stays short. */
final class FusePointwise implements Rule {
    /** A function that reads its operand three times makes what it joins three times as long, and a chain of such explodes. */
    private static final int LONGEST = 500;

    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        if (!(node.operator() instanceof Pointwise outer)) {
            return Optional.empty();
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            Optional<Node> inner = surroundings.maker(node.inputs().get(i), Pointwise.class);
            if (inner.isPresent() && surroundings.uses(inner.get().result()) == 1
                    && inner.get().device() == node.device()) {
                return Optional.of(compose(node, outer, i, inner.get())).filter(FusePointwise::fits);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Rewrite rewrite) {
        return rewrite.node().inputs().size() < Fused.ARGUMENTS
                && Scalars.size(((Pointwise) rewrite.node().operator()).body(), LONGEST + 1) <= LONGEST;
    }

    private static Rewrite compose(Node node, Pointwise outer, int at, Node maker) {
        Pointwise inner = (Pointwise) maker.operator();
        List<Value> values = new ArrayList<>(node.inputs());
        int shift = values.size();
        values.addAll(maker.inputs());
        values.set(at, maker.inputs().get(0)); // is gone; where the outer reads nothing, the first tells its shape
        Scalar shifted = Scalars.replace(inner.body(), o -> new Scalar.Operand(o.index() + shift));
        Scalar body = Scalars.replace(outer.body(), o -> o.index() == at ? shifted : o);
        Operands used = Operands.of(body, values);
        Pointwise composed = new Pointwise(inner.function() + "_" + outer.function(), used.body());
        return new Rewrite(new Node(composed, used.values(), node.results()), Set.of(maker));
    }
}
