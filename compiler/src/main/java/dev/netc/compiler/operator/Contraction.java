package dev.netc.compiler.operator;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.shape.Shape;

/**
 * What {@code conv}, {@code dense} and {@code local} share: every output is a sum of products of a window of the input with weights.
 * Inputs: the image in one or more segments that are joined along channels, the weight, the bias if there is one.
 */
public sealed interface Contraction extends Operator permits Conv, Dense, Local {
    int filters();

    int groups();

    boolean bias();

    /** The window over an image of this shape. */
    Window window(Shape input);

    /** The shape of the result: dense gives a vector. */
    Shape output(Shape input);

    /** The weight's shape as weight files hold it. */
    Shape weight(Shape input);

    /** The bias's shape: a value a filter. */
    default Shape bias(Shape input) {
        return Shape.of(filters());
    }

    /** Whether all positions share one weight and one bias; otherwise each has its own. */
    default boolean shared() {
        return true;
    }

    /** How many of a node's inputs are segments of the image. */
    default int segments(int inputs) {
        return inputs - 1 - (bias() ? 1 : 0);
    }

    /** The image that the segments make together. */
    static Shape joined(List<Type> segments) {
        int channels = segments.stream().mapToInt(t -> t.shape().channels()).sum();
        return segments.get(0).shape().withChannels(channels);
    }

    /** Multiply-adds for one example as nets are compared by, those with padding counted too. */
    default long multiplyAdds(Shape input) {
        Window window = window(input);
        return output(input).elements() * (input.channels() / groups()) * window.height() * window.width();
    }

    /** The same without products with padding, which no kernel needs to do. */
    default long products(Shape input) {
        return filters() * (long) (input.channels() / groups()) * window(input).placesInside(input);
    }

    @Override
    default long multiplyAdds(List<Type> inputs) {
        return products(joined(inputs.subList(0, segments(inputs.size()))));
    }

    @Override
    default List<Type> infer(List<Type> inputs) {
        int segments = segments(inputs.size());
        Shape image = joined(inputs.subList(0, segments));
        Types.require(segments == 1 || groups() == 1, "segments and groups do not go together");
        Types.require(image.channels() % groups() == 0 && filters() % groups() == 0,
                "groups divide channels and filters");
        Types.same(inputs.get(segments).shape(), weight(image), "weight");
        if (bias()) {
            Types.same(inputs.get(segments + 1).shape(), bias(image), "bias");
        }
        return List.of(Type.batch(output(image)));
    }

    @Override
    default void differentiate(Gradients gradients) {
        List<Value> inputs = gradients.node().inputs();
        int segments = segments(inputs.size());
        Shape image = joined(inputs.subList(0, segments).stream().map(Value::type).toList());
        Value incoming = gradients.incoming(0);
        for (int s = 0, from = 0; s < segments; s++) {
            int to = from + inputs.get(s).type().shape().channels();
            if (gradients.wanted(s)) {
                gradients.give(s,
                        gradients.emit("d", new InputGradient(this, image, from, to), incoming, inputs.get(segments)));
            }
            from = to;
        }
        if (gradients.wanted(segments)) {
            List<Value> operands = new ArrayList<>(inputs.subList(0, segments));
            operands.add(incoming);
            gradients.give(segments, gradients.emit("d", new WeightGradient(this), operands.toArray(Value[]::new)));
        }
        if (bias() && gradients.wanted(segments + 1)) {
            gradients.give(segments + 1, gradients.emit("d", new BiasGradient(!shared()), incoming));
        }
    }

    @Override
    default void reference(Reference r) {
        int segments = segments(r.inputs());
        double[] bias = bias() ? r.input(segments + 1) : new double[1];
        ContractionLoops loops = ContractionLoops.of(this, r, segments);
        double[] image = loops.join(r, segments);
        double[] weight = r.input(segments);
        double[] out = r.result(0);
        for (int i = 0; i < out.length; i++) {
            out[i] = bias[(int) (i / (shared() ? loops.positions() : 1) % bias.length)];
        }
        loops.each((x, w, y) -> out[y] += image[x] * weight[w]);
    }
}
