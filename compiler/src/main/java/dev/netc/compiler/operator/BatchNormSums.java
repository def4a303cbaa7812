package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * A part's share of the gradients of weight and bias in {@link BatchNormGradient}: with n = (x - mean) / sqrt(variance +
 * epsilon), dw = sum of dy n, db = sum of dy, over the part's examples and all positions. Inputs: x, mean, variance, dy.
 * Results: dw, db.
 */
public record BatchNormSums(double epsilon) implements Operator {
    @Override
    public String name() {
        return "batchnorm_sums";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        inputs.subList(1, 3).forEach(p -> BatchNorm.perChannel(inputs.get(0), p));
        Types.same(inputs.get(3).shape(), inputs.get(0).shape(), "incoming gradient");
        return List.of(inputs.get(1), inputs.get(1));
    }

    @Override
    public void reference(Reference r) {
        ChannelsOfBatch.each(r.inputType(0).shape(), r.counted(), (c, channel) -> {
            double deviation = Math.sqrt(r.input(2)[c] + epsilon);
            r.result(0)[c] = channel.sum(i -> r.input(3)[i] * (r.input(0)[i] - r.input(1)[c]) / deviation);
            r.result(1)[c] = channel.sum(i -> r.input(3)[i]);
        });
    }
}
