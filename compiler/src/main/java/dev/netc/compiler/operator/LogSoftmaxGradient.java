package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** The gradient of {@code log_softmax}: dx_i = dy_i - exp(y_i) * sum of dy_j. Inputs: y, the incoming gradient dy. */
public record LogSoftmaxGradient() implements Operator {
    @Override
    public String name() {
        return "log_softmax_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.same(inputs.get(1).shape(), inputs.get(0).shape(), "incoming gradient");
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        double[] y = r.input(0);
        double[] incoming = r.input(1);
        Positions.each(r.inputType(0).shape(), r.batch(), p -> {
            double total = p.sum(i -> incoming[i]);
            p.each(i -> r.result(0)[i] = incoming[i] - Math.exp(y[i]) * total);
        });
    }
}
