package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** x_i - log of the sum of exp(x_j), over the channels at each position. */
public record LogSoftmax() implements Operator {
    @Override
    public String name() {
        return "log_softmax";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public void differentiate(Gradients g) {
        g.give(0, g.emit("d", new LogSoftmaxGradient(), g.node().result(), g.incoming(0)));
    }

    @Override
    public void reference(Reference r) {
        double[] x = r.input(0);
        Positions.each(r.inputType(0).shape(), r.batch(), p -> {
            double largest = p.largest(x);
            double log = Math.log(p.sum(i -> Math.exp(x[i] - largest)));
            // in this order: a logarithm near zero of large x keeps its digits
            p.each(i -> r.result(0)[i] = (x[i] - largest) - log);
        });
    }
}
