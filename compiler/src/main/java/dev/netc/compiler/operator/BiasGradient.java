package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** The gradient of a bias: the incoming gradient summed over examples and positions, a value a channel. */
public record BiasGradient() implements Operator {
    @Override
    public String name() {
        return "bias_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(Type.fixed(Shape.of(inputs.get(0).shape().channels())));
    }

    @Override
    public void reference(Reference r) {
        Shape shape = r.inputType(0).shape();
        int positions = shape.height() * shape.width();
        double[] incoming = r.input(0);
        for (int i = 0; i < incoming.length; i++) {
            r.result(0)[i / positions % shape.channels()] += incoming[i];
        }
    }
}
