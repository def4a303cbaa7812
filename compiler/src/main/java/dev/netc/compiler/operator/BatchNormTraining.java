package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;

/**
 * Batch normalisation in training (Ioffe and Szegedy 2015, algorithm 1): y = w (x - mean) / sqrt(variance + epsilon) + b,
 * mean and variance being those of the channel over the batch and all positions, the variance biased. Inputs: x, w, b.
 * Results: y, mean, variance; the gradient of y holds what passes through mean and variance.
 */
public record BatchNormTraining(double epsilon) implements Operator {
    @Override
    public String name() {
        return "batchnorm_training";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        inputs.subList(1, 3).forEach(p -> BatchNorm.perChannel(inputs.get(0), p));
        return List.of(inputs.get(0), inputs.get(1), inputs.get(1));
    }

    @Override
    public void differentiate(Gradients g) {
        List<Value> results = g.node().results();
        Node gradients = g.emitNode("d", new BatchNormGradient(epsilon), g.input(0), g.input(1), results.get(1),
                results.get(2), g.incoming(0));
        for (int i = 0; i < 3; i++) {
            if (g.wanted(i)) {
                g.give(i, gradients.results().get(i));
            }
        }
    }

    @Override
    public void reference(Reference r) {
        ChannelsOfBatch.each(r.inputType(0).shape(), r.batch(), (c, channel) -> {
            double mean = channel.mean(i -> r.input(0)[i]);
            double variance = channel.mean(i -> Math.pow(r.input(0)[i] - mean, 2));
            channel.each(i -> r.result(0)[i] = r.input(1)[c] * (r.input(0)[i] - mean) / Math.sqrt(variance + epsilon)
                    + r.input(2)[c]);
            r.result(1)[c] = mean;
            r.result(2)[c] = variance;
        });
    }
}
