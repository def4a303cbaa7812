package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** {@code pick(log_softmax(x), label)} in one: the loss of each example. Inputs: logits, the label. */
public record CrossEntropy() implements Operator {
    @Override
    public String name() {
        return "cross_entropy";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return Pick.loss(inputs);
    }

    @Override
    public void reference(Reference r) {
        double[] x = r.input(0);
        Positions.each(r.inputType(0).shape(), r.batch(), p -> {
            int n = p.first() / p.channels();
            double largest = p.largest(x);
            double own = x[p.at((int) r.input(1)[n])];
            // in this order: a small loss of large logits keeps its digits
            r.result(0)[n] = (largest - own) + Math.log(p.sum(i -> Math.exp(x[i] - largest)));
        });
    }
}
