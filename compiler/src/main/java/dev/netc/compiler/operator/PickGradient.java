package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * The gradient of the mean of {@code pick} over the whole batch: -1 / batch at the label, else 0. Inputs: the vector (of which
 * only the shape is used), the label.
 */
public record PickGradient() implements Operator {
    @Override
    public String name() {
        return "pick_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Pick.loss(inputs);
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        int classes = r.inputType(0).shape().channels();
        for (int n = 0; n < r.counted(); n++) {
            r.result(0)[n * classes + (int) r.input(1)[n]] = -1.0 / r.examples();
        }
    }
}
