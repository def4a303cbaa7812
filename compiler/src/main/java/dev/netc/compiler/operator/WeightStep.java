package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * A weight's gradient and the optimizer step that alone reads it: the gradient is never stored. Inputs: those of
 * {@code gradient}, the weight, its momentum. Results: what takes the place of the last two.
 */
public record WeightStep(WeightGradient gradient, Sgd sgd) implements Operator {
    @Override
    public String name() {
        return "weight_step";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        int own = inputs.size() - 2;
        return sgd.infer(
                List.of(inputs.get(own), inputs.get(own + 1), gradient.infer(inputs.subList(0, own)).getFirst()));
    }

    @Override
    public long multiplyAdds(List<Type> inputs) {
        return gradient.multiplyAdds(inputs.subList(0, inputs.size() - 2));
    }

    @Override
    public void reference(Reference r) {
        int own = r.inputs() - 2;
        double[] sum = new double[r.input(own).length];
        gradient.reference(new PartOfReference(r, own, r.inputType(own), sum));
        sgd.step(r, r.input(own), r.input(own + 1), sum);
    }
}
