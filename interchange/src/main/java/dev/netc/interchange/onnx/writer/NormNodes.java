package dev.netc.interchange.onnx.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Shape;

/** Normalisations. What looks along the channels is done for every column by itself: no window crosses its edge. */
final class NormNodes {
    private final GraphWriter graph;
    private final String result;

    NormNodes(GraphWriter graph, String result) {
        this.graph = graph;
        this.result = result;
    }

    /** ONNX divides alpha by the size. */
    String lrn(Lrn lrn, Flow input) {
        return inEveryColumn(input, (name, column) -> input.shape().isVector()
                ? vector(lrn, name, column, input.shape().channels())
                : image(lrn, name, column));
    }

    private String image(Lrn lrn, String name, String from) {
        return graph.node("LRN", name, List.of(from), Attributes.integer("size", lrn.size()),
                Attributes.real("alpha", lrn.alpha() * lrn.size()), Attributes.real("beta", lrn.beta()),
                Attributes.real("bias", lrn.k()));
    }

    /** ONNX knows images alone: a feature becomes a channel of one pixel. */
    private String vector(Lrn lrn, String name, String from, int features) {
        String pixel = graph.reshape(graph.fresh(name + ".pixel"), from, features, 1, 1);
        return graph.node("Flatten", name, List.of(image(lrn, graph.fresh(name + ".normal"), pixel)));
    }

    /** Over the channels, which ONNX is told: without an axis it would take the last. */
    String softmax(Flow input) {
        return inEveryColumn(input,
                (name, column) -> graph.node("Softmax", name, List.of(column), Attributes.axis(1)));
    }

    /** Columns become examples meanwhile: the same numbers in the same order behind another shape, so that nothing is copied. */
    private String inEveryColumn(Flow input, BiFunction<String, String, String> nodes) {
        if (input.parts() == 1) {
            return nodes.apply(result, input.name());
        }
        String apart = graph.node("Reshape", graph.fresh(result + ".apart"),
                List.of(input.name(), graph.wholes(examplesOf(input.shape()))));
        return graph.node("Reshape", result,
                List.of(nodes.apply(graph.fresh(result + ".normal"), apart), graph.wholes(examplesOf(input.whole()))));
    }

    private static long[] examplesOf(Shape shape) {
        return LongStream.concat(LongStream.of(-1), shape.dimensions().stream().mapToLong(Integer::longValue))
                .toArray();
    }

    /** The sum of a window's squares is their mean, padding counted, times the elements of the window. */
    String lrnWithin(LrnWithin lrn, Flow image) {
        Window window = lrn.window();
        double elements = (double) lrn.size() * lrn.size();
        String squares = graph.step("Mul", result, "squares", List.of(image.name(), image.name()));
        String mean = graph.step("AveragePool", result, "mean", List.of(squares), Attributes.kernel(window),
                Attributes.strides(window), Attributes.pads(window.pad()), Attributes.integer("count_include_pad", 1));
        String scaled = graph.step("Mul", result, "scaled", List.of(mean, graph.number(lrn.alpha() * elements)));
        String sum = graph.step("Add", result, "sum", List.of(scaled, graph.number(lrn.k())));
        String power = graph.step("Pow", result, "power", List.of(sum, graph.number(lrn.beta())));
        return graph.node("Div", result, List.of(image.name(), power));
    }

    /** Weight, bias, running mean and running variance stand in this order on both sides. */
    String batchNorm(BatchNorm norm, Flow input, List<String> parameters) {
        List<String> operands = new ArrayList<>(List.of(input.name()));
        operands.addAll(parameters);
        return graph.node("BatchNormalization", result, operands, Attributes.real("epsilon", norm.epsilon()));
    }
}
