package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Sgd;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.operator.WeightStep;

/**
 * {@code sgd(w, v, weight_gradient(x, dy))  =>  weight_step}: each weight is updated where its gradient is made, which then
 * takes no memory. Not where the gradient is a sum of parts of the batch; nor where positions have weights of their own: there the gradient is summed in memory.
 */
final class FuseUpdate implements Rule {
    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        if (!(node.operator() instanceof Sgd sgd) || node.inputs().size() > 3) {
            return Optional.empty();
        }
        Value gradient = node.inputs().get(2);
        return surroundings.maker(gradient, WeightGradient.class)
                .filter(m -> surroundings.uses(gradient) == 1 && m.device() == node.device())
                .filter(m -> ((WeightGradient) m.operator()).of().shared())
                .map(m -> {
                    List<Value> inputs = new ArrayList<>(m.inputs());
                    inputs.addAll(node.inputs().subList(0, 2));
                    WeightStep step = new WeightStep((WeightGradient) m.operator(), sgd);
                    return new Rewrite(new Node(step, inputs, node.results()), Set.of(m));
                });
    }
}
