package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** The gradient of the mean cross entropy over the whole batch: (softmax(x) - one at the label) / batch. Inputs: logits, the label. */
public record CrossEntropyGradient() implements Operator {
    @Override
    public String name() {
        return "cross_entropy_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Pick.loss(inputs);
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        new Softmax().reference(r);
        int classes = r.inputType(0).shape().channels();
        for (int i = 0; i < r.result(0).length; i++) {
            int n = i / classes;
            double gradient = r.result(0)[i] - (i % classes == (int) r.input(1)[n] ? 1 : 0);
            r.result(0)[i] = n < r.counted() ? gradient / r.examples() : 0;
        }
    }
}
