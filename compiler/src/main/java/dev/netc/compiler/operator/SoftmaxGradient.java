package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** The gradient of {@code softmax}: dx_i = y_i (dy_i - sum of dy_j y_j). Inputs: y, the incoming gradient dy. */
public record SoftmaxGradient() implements Operator {
    @Override
    public String name() {
        return "softmax_gradient";
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
            double total = p.sum(i -> incoming[i] * y[i]);
            p.each(i -> r.result(0)[i] = y[i] * (incoming[i] - total));
        });
    }
}
