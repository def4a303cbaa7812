package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** The gradient of a contraction's weight, summed over the batch. Inputs: the image's segments, the incoming gradient. */
public record WeightGradient(Contraction of) implements Operator {
    @Override
    public String name() {
        return "weight_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Shape image = Contraction.joined(inputs.subList(0, inputs.size() - 1));
        Types.same(inputs.get(inputs.size() - 1).shape(), of.output(image), "incoming gradient");
        return List.of(Type.fixed(of.weight(image)));
    }

    @Override
    public long multiplyAdds(List<Type> inputs) {
        return of.products(Contraction.joined(inputs.subList(0, inputs.size() - 1)));
    }

    @Override
    public void reference(Reference r) {
        int segments = r.inputs() - 1;
        ContractionLoops loops = ContractionLoops.of(of, r, segments);
        double[] image = loops.join(r, segments);
        double[] incoming = r.input(segments);
        double[] out = r.result(0);
        loops.each((x, w, y) -> out[w] += image[x] * incoming[y]);
    }
}
