package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.shape.Shape;

/**
 * Batch normalisation at test time (Ioffe and Szegedy 2015, algorithm 2): y = w (x - mean) / sqrt(variance + epsilon) + b,
 * per channel, by the mean and variance that training has gathered. Nets hold it in both modes; a graph that trains has
 * {@link BatchNormTraining} in its place, unless the running mean and variance are held still. Inputs: x, w, b, mean, variance.
 *
 * @param momentum share of the old mean and variance that a step of training keeps
 */
public record BatchNorm(double momentum, double epsilon) implements Operator {
    @Override
    public String name() {
        return "batchnorm";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        inputs.subList(1, 5).forEach(p -> perChannel(inputs.get(0), p));
        return List.of(inputs.get(0));
    }

    static void perChannel(Type image, Type parameter) {
        Types.same(parameter.shape(), Shape.of(image.shape().channels()), "a number a channel");
    }

    /** Mean and variance being given: dx = w dy / sqrt(variance + epsilon), which is this of dy without mean and bias. */
    @Override
    public void differentiate(Gradients g) {
        Value incoming = g.incoming(0);
        if (g.wanted(0)) {
            Value zeros = g.emit("none", new Zeros(g.input(1).type().shape(), false));
            g.give(0, g.emit("d", this, incoming, g.input(1), zeros, zeros, g.input(4)));
        }
        if (g.wanted(1) || g.wanted(2)) {
            Node sums = g.emitNode("d", new BatchNormSums(epsilon), g.input(0), g.input(3), g.input(4), incoming);
            g.give(1, sums.results().get(0));
            g.give(2, sums.results().get(1));
        }
    }

    @Override
    public void reference(Reference r) {
        Shape shape = r.inputType(0).shape();
        int positions = shape.height() * shape.width();
        for (int i = 0; i < r.result(0).length; i++) {
            int c = i / positions % shape.channels();
            r.result(0)[i] = r.input(1)[c] * (r.input(0)[i] - r.input(3)[c]) / Math.sqrt(r.input(4)[c] + epsilon)
                    + r.input(2)[c];
        }
    }
}
