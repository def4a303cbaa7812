package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** The gradient of {@code maxpool}'s image; the choice is made anew from it. Inputs: the image, the incoming gradient. */
public record MaxPoolGradient(MaxPool of) implements Operator {
    @Override
    public String name() {
        return "maxpool_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.same(inputs.get(1).shape(), of.infer(inputs).get(0).shape(), "incoming gradient");
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        Shape shape = r.inputType(0).shape();
        double[] incoming = r.input(1);
        of.eachMaximum(r.input(0), r.batch(), shape, (from, to) -> r.result(0)[from] += incoming[to]);
    }
}
