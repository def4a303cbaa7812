package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Element;

/**
 * Minus the element that the label names: the negative log likelihood of one example, where the input is log
 * probabilities. What a step minimises is its mean over the whole batch. Inputs: a vector, the label.
 */
public record Pick() implements Operator {
    @Override
    public String name() {
        return "pick";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return loss(inputs);
    }

    static List<Type> loss(List<Type> inputs) {
        Types.require(inputs.get(0).shape().isVector(), "a loss reads a vector");
        Types.require(inputs.get(1).element() == Element.INT, "a label is an int");
        return List.of(Type.batch(Shape.of(1)));
    }

    @Override
    public void differentiate(Gradients g) {
        throw new IllegalStateException("a loss begins the gradients: PickGradient");
    }

    @Override
    public void reference(Reference r) {
        int classes = r.inputType(0).shape().channels();
        for (int n = 0; n < r.batch(); n++) {
            r.result(0)[n] = -r.input(0)[n * classes + (int) r.input(1)[n]];
        }
    }
}
