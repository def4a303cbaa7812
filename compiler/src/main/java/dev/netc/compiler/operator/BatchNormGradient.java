package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * The gradients of {@code batchnorm_training}: with n = (x - mean) / sqrt(variance + epsilon), dw = sum of dy n, db = sum of
 * dy, and dx = w / sqrt(variance + epsilon) (dy - mean of dy - n * mean of dy n), sums and means being over the batch and
 * all positions. Inputs: x, w, mean, variance, dy. Results: dx, dw, db.
 */
public record BatchNormGradient(double epsilon) implements Operator {
    @Override
    public String name() {
        return "batchnorm_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        inputs.subList(1, 4).forEach(p -> BatchNorm.perChannel(inputs.get(0), p));
        Types.same(inputs.get(4).shape(), inputs.get(0).shape(), "incoming gradient");
        return List.of(inputs.get(0), inputs.get(1), inputs.get(1));
    }

    @Override
    public void reference(Reference r) {
        double[] incoming = r.input(4);
        ChannelsOfBatch.each(r.inputType(0).shape(), r.batch(), (c, channel) -> {
            double deviation = Math.sqrt(r.input(3)[c] + epsilon);
            double mean = channel.mean(i -> incoming[i]);
            double meanOfProduct = channel.mean(i -> incoming[i] * (r.input(0)[i] - r.input(2)[c]) / deviation);
            channel.each(i -> r.result(0)[i] = r.input(1)[c] / deviation
                    * (incoming[i] - mean - (r.input(0)[i] - r.input(2)[c]) / deviation * meanOfProduct));
            r.result(1)[c] = meanOfProduct * channel.count();
            r.result(2)[c] = mean * channel.count();
        });
    }
}
