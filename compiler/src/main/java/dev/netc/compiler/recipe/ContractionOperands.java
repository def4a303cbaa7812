package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        this(node, layout, true, Optional.of(weight));
    }

    /** For a kernel that reads no weights, but what was made of them. */
    static ContractionOperands withoutWeight(Node node, Layout layout) {
        return new ContractionOperands(node, layout, true, Optional.empty());
    }

    /** For a kernel that reads neither image nor weights, but what was made of them. */
    static ContractionOperands ofResult(Node node, Layout layout) {
        return new ContractionOperands(node, layout, false, Optional.empty());
    }

    private ContractionOperands(Node node, Layout layout, boolean readsImage, Optional<KernelType> weight) {
        writer = new KernelWriter(layout, "forward");
        Contraction operator = (Contraction) Epilogue.root(node);
        List<Value> inputs = Epilogue.rootInputs(node);
        List<Value> segments = segments(node);
        var joined = Contraction.joined(segments.stream().map(Value::type).toList());
        g = Geometry.of(operator, joined);
        if (readsImage) {
            images.addAll(images(node, writer));
        }
        for (Value segment : segments) {
            channels.add(segment.type().shape().channels() * Geometry.scale(operator, joined));
        }
        Value w = inputs.get(segments.size());
        this.weight = weight.map(type -> writer.pointer(w.name(), "weight", type, false)).orElse("");
        weights = new WeightIndex(g, layout.lanes(w));
        bias = operator.bias() ? writer.input(inputs.get(segments.size() + 1), "bias") : "";
        epilogue = Epilogue.of(node, writer).declare();
    }

    private static List<Value> segments(Node node) {
        List<Value> inputs = Epilogue.rootInputs(node);
        return inputs.subList(0, ((Contraction) Epilogue.root(node)).segments(inputs.size()));
    }

    /** Adds pointers to the segments of a node's image to a kernel. */
    static List<String> images(Node node, KernelWriter writer) {
        List<Value> segments = segments(node);
        List<String> images = new ArrayList<>();
        for (Value segment : segments) {
            images.add(writer.input(segment, segments.size() == 1 ? "image" : "image" + images.size()));
        }
        return images;
    }

    /** A sum with the bias of {@code filter} at (y, x), where there is one. */
    Expr biased(Code code, Expr sum, Expr filter, Expr y, Expr x, String suffix) {
        return bias.isEmpty()
                ? sum
                : code.let(writer.vector(), "biased" + suffix, add(sum, new Load(bias, weights.bias(filter, y, x))));
    }

    /** Does with the sum of {@code filter} at (y, x) what is to be done, up to a normalisation. */
    void finish(Code code, Expr sum, Expr block, Expr filter, Expr y, Expr x, String suffix) {
        Expr biased = biased(code, sum, filter, y, x, suffix);
        if (epilogue.normalization().isPresent()) {
            epilogue.beforeNormalization(code, biased, place(block, filter, y, x), suffix);
        } else {
            epilogue.finish(code, biased, place(block, filter, y, x), suffix);
        }
    }

    /** Does with the sum of {@code filter} at (y, x) what precedes a normalisation, and returns what is to be normalised; what is kept is stored. */
    Expr toNormalize(Code code, Expr sum, Expr block, Expr filter, Expr y, Expr x) {
        return epilogue.toNormalize(code, biased(code, sum, filter, y, x, ""), place(block, filter, y, x), "");
    }

    /** Normalises the filters at (y, x), which {@code held} gives. */
    void normalizeHeld(Code code, Expr block, Expr y, Expr x, Normalization.Source held) {
        epilogue.normalization().ifPresent(lrn -> new Normalization(lrn, g.filters(), writer.vector()).acrossHeld(code,
                held,
                (inner, c, value) -> epilogue.afterHeldNormalization(inner, value, place(block, c, y, x))));
    }

    /** Normalises the filters at (y, x), all of which are finished, where that follows. */
    void normalize(Code code, Expr block, Expr y, Expr x, String suffix) {
        epilogue.normalization()
                .ifPresent(lrn -> new Normalization(lrn, g.filters(), writer.vector()).across(code, suffix,
                        (inner, c) -> new Load(epilogue.normalized(), place(block, c, y, x).index()),
                        (inner, c, value) -> epilogue.afterNormalization(inner, value, place(block, c, y, x), suffix)));
    }

    /** Where the output of {@code filter} at (y, x) stands. */
    Epilogue.Place place(Expr block, Expr filter, Expr y, Expr x) {
        Expr element = add(multiply(add(multiply(filter, whole(g.outHeight())), y), whole(g.outWidth())), x);
        Expr index = Blocks.index(block, (long) g.filters() * g.outPlane(), element);
        return new Epilogue.Place(block, element, index);
    }
}
