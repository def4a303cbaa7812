package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** Nothing but zeros: the gradient of what the loss does not reach. */
public record Zeros(Shape shape, boolean batched) implements Operator {
    @Override
    public String name() {
        return "zeros";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(batched ? Type.batch(shape) : Type.fixed(shape));
    }

    @Override
    public void reference(Reference r) {}
}
