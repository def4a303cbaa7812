package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.draft.Channelwise;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.draft.Wish;
import dev.netc.runtime.tensor.Tensor;

/** Products with a constant matrix: fully connected layers. */
final class DenseOperators {
    private DenseOperators() {}

    static Map<String, Operator> all() {
        return Map.of("Gemm", DenseOperators::gemm, "MatMul", DenseOperators::matMul);
    }

    private static void gemm(Node node, Translation net) {
        if (node.whole("transA", 0) != 0) {
            throw new Refusal("it transposes what is computed (transA)");
        }
        double alpha = node.real("alpha", 1);
        double beta = node.real("beta", 1);
        Constant matrix = matrix(net.fixed(node, 1));
        Constant weight = (node.whole("transB", 0) != 0 ? matrix : net.transposed(matrix)).scaled(alpha);
        Optional<Constant> bias = net.fixedIfThere(node, 2).filter(c -> beta != 0)
                .map(c -> row(c, weight.dims().getFirst()).scaled(beta));
        dense(node, net, weight, bias.map(b -> b.weight("bias")));
    }

    private static void matMul(Node node, Translation net) {
        dense(node, net, net.transposed(matrix(net.fixed(node, 1))), Optional.empty());
    }

    private static Constant matrix(Constant constant) {
        if (constant.dims().size() != 2) {
            throw new Refusal("`" + constant.name() + "` is " + Dims.show(constant.dims()) + ", no matrix");
        }
        return constant;
    }

    /** A bias as a number a unit, out of whatever is added to the product. */
    private static Constant row(Constant bias, long units) {
        if (Dims.product(bias.dims()) == units
                && (bias.dims().isEmpty() || bias.dims().getLast() == units || units == 1)) {
            return bias.reshaped(List.of(units));
        }
        if (bias.uniform().isPresent()) {
            return Constant.uniform(bias.name(), List.of(units), bias.uniform().getAsDouble());
        }
        throw new Refusal("`" + bias.name() + "` of " + Dims.show(bias.dims())
                + " adds other numbers to each example; the language has one bias a unit");
    }

    private static void dense(Node node, Translation net, Constant weight, Optional<Weight> bias) {
        Known.Held input = net.held(node, 0);
        long units = weight.dims().getFirst();
        if (input.example().size() != 1 || !input.example().getFirst().equals(weight.dims().get(1))) {
            throw new Refusal("it multiplies " + Dims.show(input.dims()) + " by "
                    + Dims.show(List.of(weight.dims().get(1), units))
                    + "; the language multiplies a vector for each example");
        }
        List<Weight> weights = new ArrayList<>(List.of(weight.weight("weight")));
        bias.ifPresent(weights::add);
        Value features = net.draft().unflattened(input.value());
        Term term = new Term.Filters("dense", features, Math.toIntExact(units), 1, List.of(),
                bias.isPresent() ? List.of() : List.of("bias: none"));
        net.layer(node, term, input.lead(), List.of(units), weights);
    }

    /** A convolution of one pixel: in groups it multiplies each column's own features. */
    static void ofPixel(Node node, Translation net, Known.Apart pixel) {
        Constant weight = net.fixed(node, 1);
        long features = pixel.whole().example().getFirst();
        long groups = node.whole("group", 1);
        long units = weight.dims().isEmpty() ? 0 : weight.dims().getFirst();
        if (groups < 1 || features % groups != 0 || units % groups != 0
                || !weight.dims().equals(List.of(units, features / groups, 1L, 1L))
                || node.wholes("pads").stream().anyMatch(p -> p != 0)) {
            throw new Refusal("its weight is " + Dims.show(weight.dims()) + " in " + groups + " groups over a pixel of "
                    + features + " channels");
        }
        List<Weight> weights = new ArrayList<>(
                List.of(weight.reshaped(List.of(units, features / groups)).weight("weight")));
        net.fixedIfThere(node, 2).ifPresent(bias -> weights.add(bias.reshaped(List.of(units)).weight("bias")));
        Term.Filters term = new Term.Filters("dense", net.draft().unflattened(pixel.whole().value()),
                Math.toIntExact(units), Math.toIntExact(groups), List.of(),
                weights.size() == 1 ? List.of("bias: none") : List.of());
        Wish wish = Wishes.of(node, weights);
        Shape shape = Shape.of(term.filters());
        Value value = groups == 1
                ? net.draft().layer(wish, term, shape, weights)
                : net.draft().inColumns(term.groups(), wish, term, shape, weights);
        List<Long> lead = pixel.whole().lead();
        net.set(node, 0, new Known.Apart(new Known.Held(value, lead, List.of(units)),
                new Known.Held(value, lead, List.of(units, 1L, 1L))));
    }

    /** Numbers added to every channel or unit. */
    static Tensor numbers(Constant constant) {
        constant.known();
        return constant.values().orElseGet(
                () -> Channelwise.filled(Dims.product(constant.dims()), constant.uniform().orElseThrow()));
    }
}
