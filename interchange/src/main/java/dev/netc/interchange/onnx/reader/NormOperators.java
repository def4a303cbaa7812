package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.ResponseNorm;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;

/** Normalisation, softmax and dropout. */
final class NormOperators {
    private NormOperators() {}

    static Map<String, Operator> all() {
        return Map.of("BatchNormalization", NormOperators::batchNorm, "LRN", NormOperators::lrn, "Dropout",
                NormOperators::dropout, "Softmax", (n, t) -> softmax(n, t, false), "LogSoftmax",
                (n, t) -> softmax(n, t, true));
    }

    private static void batchNorm(Node node, Translation net) {
        if (node.whole("training_mode", 0) != 0) {
            throw new Refusal("it is in training mode; a net that is run uses the running mean and variance");
        }
        Known.Held input = net.held(node, 0);
        if (input.lead().size() != 1 || input.example().isEmpty()) {
            throw new Refusal("it takes a batch, [batch, channels, …], not " + Dims.show(input.dims()));
        }
        if (node.whole("spatial", 1) == 0 && input.example().size() > 1) {
            throw new Refusal("it normalises every pixel by itself (spatial = 0)");
        }
        long channels = input.example().getFirst();
        List<String> roles = List.of("weight", "bias", "running_mean", "running_var");
        List<Weight> weights = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            weights.add(net.fixed(node, i + 1).reshaped(List.of(channels)).weight(roles.get(i)));
        }
        net.alike(node, input, Term.call("batchnorm", input.value(),
                batchNormArguments(node.real("momentum", 0.9f), node.real("epsilon", 1e-5f))), weights);
    }

    private static String[] batchNormArguments(double momentum, double epsilon) {
        if (momentum < 0 || momentum > 1 || epsilon <= 0) {
            throw new Refusal("its momentum is " + momentum + " and its epsilon " + epsilon);
        }
        List<String> arguments = new ArrayList<>();
        if (momentum != 0.9f) {
            arguments.add("momentum: " + Decimal.of(momentum).text());
        }
        if (epsilon != 1e-5f) {
            arguments.add("epsilon: " + Decimal.of(epsilon).text());
        }
        return arguments.toArray(String[]::new);
    }

    private static void lrn(Node node, Translation net) {
        Known.Apart operand = net.alongChannels(node);
        Known.Held input = operand.seen();
        long size = node.whole("size", 0);
        double bias = node.real("bias", 1);
        double alpha = node.real("alpha", 1e-4f);
        if (input.lead().size() != 1 || input.example().isEmpty()) {
            throw new Refusal("it takes a batch, [batch, channels, …], not " + Dims.show(input.dims()));
        }
        if (size < 1 || size % 2 == 0 || size > Integer.MAX_VALUE || bias <= 0 || alpha < 0) {
            throw new Refusal("its size is " + size + ", its bias " + bias + ", its alpha " + alpha
                    + "; the language wants an odd size, a bias above 0 and an alpha of at least 0");
        }
        Term normal = ResponseNorm.ACROSS.of(input.value(), (int) size, bias, alpha, node.real("beta", 0.75));
        net.set(node, 0, net.alongChannels(node, operand, normal).known());
    }

    private static void dropout(Node node, Translation net) {
        if (node.output(1).filter(o -> net.uses(o) > 0).isPresent()) {
            throw new Refusal("it gives its mask, which the language does not");
        }
        Known.Held input = net.held(node, 0);
        boolean training = net.fixedIfThere(node, 2).map(c -> c.uniform().orElse(1) != 0).orElse(false)
                || (node.opset() < 7 && node.has("is_test") && node.whole("is_test", 0) == 0);
        double ratio = node.input(1).isPresent()
                ? net.fixed(node, 1).uniform().orElseThrow(() -> new Refusal("its ratio is not given"))
                : node.real("ratio", 0.5);
        if (ratio < 0 || ratio >= 1) {
            throw new Refusal("it drops " + ratio + " of everything");
        }
        if (training && ratio > 0) {
            throw new Refusal("it is in training mode: what it drops is drawn when it runs");
        }
        if (ratio == 0) {
            net.set(node, 0, input);
        } else {
            net.alike(node, input, Term.call("dropout", input.value(), Decimal.of(ratio).text()));
        }
    }

    /** Up to edition 12 everything from the axis on is one vector. */
    private static void softmax(Node node, Translation net, boolean logarithm) {
        Known.Apart operand = net.alongChannels(node);
        Known.Held input = operand.seen();
        int rank = input.dims().size();
        long axis = node.whole("axis", node.opset() < 13 ? 1 : -1);
        long from = axis < 0 ? axis + rank : axis;
        int lead = input.lead().size();
        boolean others = input.example().stream().skip(1).allMatch(d -> d == 1);
        if (from != lead || input.example().isEmpty() || (node.opset() < 13 && !others)) {
            throw new Refusal("it runs over axis " + axis + " of " + Dims.show(input.dims())
                    + "; the language's softmax runs over the channels");
        }
        Known.Apart result = net.alongChannels(node, operand, Term.call("softmax", input.value()));
        if (logarithm) {
            Value probabilities = result.whole().value();
            result = result.with(net.draft().layer(Wishes.of(node, List.of()), Term.call("log", probabilities),
                    probabilities.shape()));
        }
        net.set(node, 0, result.known());
    }
}
