package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Contraction;

/** What the forms of a forward contraction share: pointers, the segments of the image, and what follows a sum. */
final class ContractionOperands {
    final KernelWriter writer;
    final Geometry g;
    final List<String> images = new ArrayList<>();
    /** Of each segment. */
    final List<Integer> channels = new ArrayList<>();
    final String weight;
    final WeightIndex weights;
    final Epilogue epilogue;
    private final String bias;

    /** {@code weight} is what the pointer to the weights points to. */
    ContractionOperands(Node node, Layout layout, KernelType weight) {
        writer = new KernelWriter(layout, "forward");
        Contraction operator = (Contraction) Epilogue.root(node);
        List<Value> inputs = Epilogue.rootInputs(node);
        List<Value> segments = inputs.subList(0, operator.segments(inputs.size()));
        var joined = Contraction.joined(segments.stream().map(Value::type).toList());
        g = Geometry.of(operator, joined);
        for (Value segment : segments) {
            images.add(writer.input(segment, segments.size() == 1 ? "image" : "image" + images.size()));
            channels.add(segment.type().shape().channels() * Geometry.scale(operator, joined));
        }
        Value w = inputs.get(segments.size());
        this.weight = writer.pointer(w.name(), "weight", weight, false);
        weights = new WeightIndex(g, layout.lanes(w));
        bias = operator.bias() ? writer.input(inputs.get(segments.size() + 1), "bias") : "";
        epilogue = Epilogue.of(node, writer).declare();
    }

    /** A sum with the bias of {@code filter} at (y, x), where there is one. */
    Expr biased(Code code, Expr sum, Expr filter, Expr y, Expr x, String suffix) {
        return bias.isEmpty()
                ? sum
                : code.let(writer.vector(), "biased" + suffix, add(sum, new Load(bias, weights.bias(filter, y, x))));
    }

    /** Where the output of {@code filter} at (y, x) stands. */
    Epilogue.Place place(Expr block, Expr filter, Expr y, Expr x) {
        Expr element = add(multiply(add(multiply(filter, whole(g.outHeight())), y), whole(g.outWidth())), x);
        Expr index = Blocks.index(block, (long) g.filters() * g.outPlane(), element);
        return new Epilogue.Place(block, element, index);
    }
}
