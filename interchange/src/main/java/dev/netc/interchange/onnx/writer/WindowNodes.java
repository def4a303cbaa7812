package dev.netc.interchange.onnx.writer;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.Local;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/** Windows over images: what multiplies by weights, and pools. Parameters follow the image among the operands. */
final class WindowNodes {
    private final GraphWriter graph;
    private final String result;

    WindowNodes(GraphWriter graph, String result) {
        this.graph = graph;
        this.result = result;
    }

    /** A column's channels are groups of their own; where all columns read the same, their filters are only more. */
    String conv(Conv conv, Flow image, List<String> parameters) {
        Window window = conv.window(image.shape());
        return graph.node("Conv", result, with(image.name(), parameters), Attributes.kernel(window),
                Attributes.strides(window), Attributes.pads(conv.pad()),
                Attributes.integer("group", (long) image.parts() * conv.groups()));
    }

    /** Fully connected: of columns apart each reads its own features, which is a convolution of one pixel in groups. */
    String dense(Dense dense, Flow input, List<String> parameters) {
        if (input.parts() == 1) {
            String flat = input.shape().isVector()
                    ? input.name()
                    : graph.step("Flatten", result, "flat", List.of(input.name()));
            return graph.node("Gemm", result, with(flat, parameters), Attributes.integer("transB", 1));
        }
        long features = input.shape().elements();
        long units = (long) dense.units() * input.parts();
        String pixel = graph.reshape(graph.fresh(result + ".pixel"), input.name(), features * input.parts(), 1, 1);
        List<String> operands = new ArrayList<>(with(pixel, parameters));
        operands.set(1, graph.step("Reshape", result, "filters",
                List.of(parameters.get(0), graph.wholes(units, features, 1, 1))));
        String apart = graph.step("Conv", result, "apart", operands, Attributes.integers("kernel_shape", 1, 1),
                Attributes.integer("group", input.parts()));
        return graph.node("Flatten", result, List.of(apart));
    }

    private static List<String> with(String image, List<String> parameters) {
        List<String> operands = new ArrayList<>(List.of(image));
        operands.addAll(parameters);
        return operands;
    }

    String maxPool(MaxPool pool, Flow image) {
        return graph.node("MaxPool", result, List.of(image.name()), Attributes.kernel(pool.window()),
                Attributes.strides(pool.window()), Attributes.pads(read(pool.window(), image.shape())));
    }

    /** ONNX, too, can divide by the part of a window that lies on the image. */
    String avgPool(AvgPool pool, Flow image) {
        if (pool.vector()) {
            return graph.node("Flatten", result,
                    List.of(graph.step("GlobalAveragePool", result, "mean", List.of(image.name()))));
        }
        return graph.node("AveragePool", result, List.of(image.name()), Attributes.kernel(pool.window()),
                Attributes.strides(pool.window()), Attributes.pads(read(pool.window(), image.shape())),
                Attributes.integer("count_include_pad", 0));
    }

    /**
     * ONNX's pools may have no padding as large as their windows. The language lets no window lie on padding alone, so that what is
     * more at the bottom and right is read by none.
     */
    private static Padding read(Window window, Shape image) {
        Padding pad = window.pad();
        int lastRow = (window.outHeight(image.height()) - 1) * window.strideHeight() + window.height();
        int lastColumn = (window.outWidth(image.width()) - 1) * window.strideWidth() + window.width();
        return new Padding(pad.top(), pad.left(),
                pad.bottom() < window.height() ? pad.bottom() : Math.max(0, lastRow - pad.top() - image.height()),
                pad.right() < window.width() ? pad.right() : Math.max(0, lastColumn - pad.left() - image.width()));
    }

    /**
     * A convolution whose every filter has a single 1 takes the windows out of the image, a channel for each of a window's elements;
     * then every position is multiplied by weights of its own.
     */
    String local(Local local, Flow image, List<String> parameters, int columns) {
        Window window = local.window(image.shape());
        Shape output = local.output(image.shape());
        long taps = (long) window.height() * window.width();
        long elements = image.shape().channels() * taps;
        long filters = (long) local.filters() * columns;
        String windows = graph.step("Conv", result, "windows", List.of(image.name(), single(window, image.whole())),
                Attributes.kernel(window), Attributes.strides(window), Attributes.pads(local.pad()),
                Attributes.integer("group", image.whole().channels()));
        String apart = graph.reshape(graph.fresh(result + ".columns"), windows, image.parts(), elements,
                output.height(), output.width());
        String weights = graph.step("Reshape", result, "weights", List.of(parameters.get(0), graph.wholes(image.parts(),
                filters / image.parts(), output.height(), output.width(), elements)));
        String products = graph.step("Einsum", result, "products", List.of(apart, weights),
                Attributes.text("equation", "bnchw,nfhwc->bnfhw"));
        boolean bias = parameters.size() > 1;
        String joined = graph.reshape(bias ? graph.fresh(result + ".joined") : result, products, filters,
                output.height(), output.width());
        return bias ? graph.node("Add", result, List.of(joined, parameters.get(1))) : joined;
    }

    /** {@code [channels · height · width, 1, height, width]}: filter number i has its 1 at element i of a channel's window. */
    private String single(Window window, Shape image) {
        int taps = window.height() * window.width();
        float[] filters = new float[image.channels() * taps * taps];
        for (int i = 0; i < image.channels() * taps; i++) {
            filters[i * taps + i % taps] = 1;
        }
        return graph.tensor(result + ".single", filters, (long) image.channels() * taps, 1, window.height(),
                window.width());
    }
}
