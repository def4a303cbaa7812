package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * The gradient of a bias: the incoming gradient summed over examples and positions, a value a channel.
 *
 * @param perPosition whether every position has a value of its own, as in {@code local}: then over examples alone
 */
public record BiasGradient(boolean perPosition) implements Operator {
    /** Of a bias that all positions share. */
    public BiasGradient() {
        this(false);
    }

    @Override
    public String name() {
        return "bias_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Shape shape = inputs.get(0).shape();
        return List.of(Type.fixed(perPosition ? shape : Shape.of(shape.channels())));
    }

    @Override
    public void reference(Reference r) {
        Shape shape = r.inputType(0).shape();
        int positions = perPosition ? 1 : shape.height() * shape.width();
        double[] incoming = r.input(0);
        for (int i = 0; i < incoming.length; i++) {
            r.result(0)[i / positions % r.result(0).length] += incoming[i];
        }
    }
}
