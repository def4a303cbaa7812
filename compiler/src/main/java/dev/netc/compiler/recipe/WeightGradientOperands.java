package dev.netc.compiler.recipe;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.WeightStep;

/** What the forms of the weight's gradient share: pointers, and the segments of the image. */
final class WeightGradientOperands {
    final KernelWriter writer;
    final Geometry g;
    final List<String> images = new ArrayList<>();
    final List<Integer> channels = new ArrayList<>();
    final String incoming;
    final WeightIndex weights;
    /** Takes the sums. */
    final WeightSink sink;

    WeightGradientOperands(Node node, Layout layout, Geometry g, int scale) {
        this.g = g;
        writer = new KernelWriter(layout, "weight_gradient");
        List<Value> segments = segments(node);
        boolean byLane = layout.coarse() && (g.dense() || !g.shared() || layout.registers() > 1);
        for (Value segment : segments) {
            String name = segments.size() == 1 ? "image" : "image" + images.size();
            images.add(byLane
                    ? writer.pointer(segment.name(), name, KernelType.REAL, false)
                    : writer.input(segment, name));
            channels.add(segment.type().shape().channels() * scale);
        }
        Value dy = node.inputs().get(segments.size());
        incoming = byLane
                ? writer.pointer(dy.name(), "incoming", KernelType.REAL, false)
                : writer.input(dy, "incoming");
        weights = new WeightIndex(g, layout.lanes(node.results().getFirst()));
        sink = WeightSink.of(node, writer);
    }

    /** The segments of the image. */
    static List<Value> segments(Node node) {
        int others = node.operator() instanceof WeightStep ? 3 : 1;
        return node.inputs().subList(0, node.inputs().size() - others);
    }

    /** Number of the first channel of a segment. */
    int first(int segment) {
        return channels.subList(0, segment).stream().mapToInt(Integer::intValue).sum();
    }

    /** Elements of one example of a segment. */
    long elements(int segment) {
        return (long) channels.get(segment) * g.plane();
    }

    /** Elements of one example of the incoming gradient. */
    long outElements() {
        return (long) g.filters() * g.outPlane();
    }
}
