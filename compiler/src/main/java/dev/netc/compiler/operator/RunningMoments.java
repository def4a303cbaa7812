package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * What batch normalisation gathers for test time: momentum * the old + (1 - momentum) * the batch's, the batch's variance
 * made unbiased; of a single number, which has none, the biased one is taken. Inputs: the old mean and variance, those of
 * the batch. Results: the new ones, which take the place of the old.
 *
 * @param positions of a channel in one example
 */
public record RunningMoments(double momentum, int positions) implements Operator {
    @Override
    public String name() {
        return "running_moments";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        inputs.forEach(i -> Types.same(i.shape(), inputs.get(0).shape(), "moments"));
        return List.of(inputs.get(0), inputs.get(1));
    }

    @Override
    public void reference(Reference r) {
        double count = (double) r.examples() * positions;
        double unbiased = count / Math.max(1, count - 1);
        for (int c = 0; c < r.result(0).length; c++) {
            r.result(0)[c] = momentum * r.input(0)[c] + (1 - momentum) * r.input(2)[c];
            r.result(1)[c] = momentum * r.input(1)[c] + (1 - momentum) * (unbiased * r.input(3)[c]);
        }
    }
}
