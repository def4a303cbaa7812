package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** exp(x_i) / sum of exp(x_j) over the channels at each position; the largest x is subtracted first. */
public record Softmax() implements Operator {
    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public void differentiate(Gradients g) {
        g.give(0, g.emit("d", new SoftmaxGradient(), g.node().result(), g.incoming(0)));
    }

    @Override
    public void reference(Reference r) {
        Positions.each(r.inputType(0).shape(), r.batch(), p -> {
            double total = p.sum(i -> Math.exp(r.input(0)[i] - p.largest(r.input(0))));
            p.each(i -> r.result(0)[i] = Math.exp(r.input(0)[i] - p.largest(r.input(0))) / total);
        });
    }
}
