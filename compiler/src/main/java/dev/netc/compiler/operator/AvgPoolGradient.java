package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * The gradient of {@code avgpool}'s image: each window's is shared out among its elements that lie on it. Input: the
 * incoming gradient.
 *
 * @param input shape of the image
 */
public record AvgPoolGradient(AvgPool of, Shape input) implements Operator {
    @Override
    public String name() {
        return "avgpool_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        List<Type> image = List.of(Type.batch(input));
        Types.same(inputs.get(0).shape(), of.infer(image).get(0).shape(), "incoming gradient");
        return image;
    }

    @Override
    public void reference(Reference r) {
        double[] incoming = r.input(0);
        double[] out = r.result(0);
        Patch.each(of.window(), input, r.batch(),
                (patch, from) -> patch.each(i -> out[i] += incoming[from] / patch.elements()));
    }
}
