package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** The same elements in the same order under another shape: what {@code flatten} is. */
public record Reshape(Shape shape) implements Operator {
    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.require(inputs.get(0).shape().elements() == shape.elements(), inputs.get(0) + " as " + shape);
        return List.of(Type.batch(shape));
    }

    @Override
    public void differentiate(Gradients g) {
        g.give(0, g.emit("d", new Reshape(g.input(0).type().shape()), g.incoming(0)));
    }

    @Override
    public void reference(Reference r) {
        System.arraycopy(r.input(0), 0, r.result(0), 0, r.input(0).length);
    }
}
