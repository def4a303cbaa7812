package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * The gradient of a contraction's image, channels {@code from} (inclusive) to {@code to} of it. Inputs: the incoming
 * gradient, the weight.
 *
 * @param input shape of the whole image
 */
public record InputGradient(Contraction of, Shape input, int from, int to) implements Operator {
    @Override
    public String name() {
        return "input_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.same(inputs.get(0).shape(), of.output(input), "incoming gradient");
        Types.same(inputs.get(1).shape(), of.weight(input), "weight");
        Types.require(0 <= from && from < to && to <= input.channels(),
                "channels " + from + " to " + to + " of " + input);
        return List.of(Type.batch(input.withChannels(to - from)));
    }

    @Override
    public long multiplyAdds(List<Type> inputs) {
        return of.products(input) / input.channels() * (to - from);
    }

    @Override
    public void reference(Reference r) {
        double[] whole = new double[(int) (r.batch() * input.elements())];
        double[] incoming = r.input(0);
        double[] weight = r.input(1);
        new ContractionLoops(of, input, r.batch()).each((x, w, y) -> whole[x] += incoming[y] * weight[w]);
        int length = r.result(0).length / r.batch();
        int offset = from * input.height() * input.width();
        for (int n = 0; n < r.batch(); n++) {
            System.arraycopy(whole, (int) (n * input.elements()) + offset, r.result(0), n * length, length);
        }
    }
}
