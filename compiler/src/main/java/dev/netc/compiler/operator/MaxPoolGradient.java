package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * The gradient of {@code maxpool}'s image. Inputs: the choice of {@link MaxPoolTraining}, the incoming gradient.
 *
 * @param image its shape
 */
public record MaxPoolGradient(MaxPool of, Shape image) implements Operator {
    @Override
    public String name() {
        return "maxpool_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Shape pooled = of.window().over(image, image.channels());
        Types.require(inputs.get(0).equals(MaxPoolTraining.choice(of, pooled)), "the choice is not one for " + pooled);
        Types.same(inputs.get(1).shape(), pooled, "incoming gradient");
        return List.of(Type.batch(image));
    }

    @Override
    public void reference(Reference r) {
        double[] choice = r.input(0);
        double[] incoming = r.input(1);
        Patch.each(of.window(), image, r.batch(),
                (patch, to) -> r.result(0)[patch.element((int) choice[to])] += incoming[to]);
    }
}
