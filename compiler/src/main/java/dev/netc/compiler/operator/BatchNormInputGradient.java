package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * A part's share of the gradient of x in {@link BatchNormGradient}, the sums over the whole batch being known: with n = (x -
 * mean) / sqrt(variance + epsilon), dx = w / sqrt(variance + epsilon) (dy - (db + n dw) / how many numbers a channel has).
 * Inputs: x, w, mean, variance, dy, dw, db.
 */
public record BatchNormInputGradient(double epsilon) implements Operator {
    @Override
    public String name() {
        return "batchnorm_input_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        List.of(1, 2, 3, 5, 6).forEach(p -> BatchNorm.perChannel(inputs.get(0), inputs.get(p)));
        Types.same(inputs.get(4).shape(), inputs.get(0).shape(), "incoming gradient");
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        double count = (double) r.examples() * r.inputType(0).shape().height() * r.inputType(0).shape().width();
        ChannelsOfBatch.each(r.inputType(0).shape(), r.counted(), (c, channel) -> {
            double deviation = Math.sqrt(r.input(3)[c] + epsilon);
            channel.each(i -> {
                double n = (r.input(0)[i] - r.input(2)[c]) / deviation;
                r.result(0)[i] = r.input(1)[c] / deviation
                        * (r.input(4)[i] - (r.input(6)[c] + n * r.input(5)[c]) / count);
            });
        });
    }
}
