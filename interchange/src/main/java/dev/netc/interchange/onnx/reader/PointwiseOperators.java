package dev.netc.interchange.onnx.reader;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;

/** Functions of one number, applied to all. */
final class PointwiseOperators {
    private static final double LARGEST_FLOAT = Float.MAX_VALUE;

    private PointwiseOperators() {}

    static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        Map.of("Relu", "relu", "Sigmoid", "sigmoid", "Tanh", "tanh", "Exp", "exp", "Log", "log", "Sqrt", "sqrt", "Abs",
                "abs", "Softplus", "softplus", "Softsign", "softsign", "Mish", "mish")
                .forEach((name, function) -> all.put(name, of(function, node -> List.of())));
        Map.of("Neg", "negative", "Reciprocal", "reciprocal", "HardSwish", "hard_swish", "Sign", "sign")
                .forEach((name, function) -> all.put(name, of(function, node -> List.of())));
        all.put("LeakyRelu", of("leaky", node -> List.of(node.real("alpha", 0.01f))));
        all.put("Elu", of("elu", node -> List.of(node.real("alpha", 1))));
        all.put("Celu", of("celu", node -> List.of(node.real("alpha", 1))));
        all.put("Swish", of("swish", node -> List.of(node.real("alpha", 1))));
        all.put("ThresholdedRelu", of("thresholded_relu", node -> List.of(node.real("alpha", 1))));
        all.put("Selu", of("selu", node -> List.of(node.real("alpha", 1.6732631921768188),
                node.real("gamma", 1.0507010221481323))));
        all.put("HardSigmoid", of("hard_sigmoid", node -> List.of(node.real("alpha", 0.2f), node.real("beta", 0.5))));
        all.put("Shrink", of("shrink", node -> List.of(node.real("lambd", 0.5), node.real("bias", 0))));
        all.put("Gelu", PointwiseOperators::gelu);
        all.put("Clip", PointwiseOperators::clip);
        return all;
    }

    private static Operator of(String function, Function<Node, List<Double>> numbers) {
        return (node, net) -> {
            Known.Held input = net.held(node, 0);
            net.alike(node, input, new Term.Call(function, Stream.<Term>concat(Stream.of(new Term.Of(input.value())),
                    numbers.apply(node).stream().map(n -> new Term.Literal(Decimal.of(n)))).toList(), List.of()));
        };
    }

    private static void gelu(Node node, Translation net) {
        if (!node.word("approximate", "none").equals("tanh")) {
            throw new Refusal("it is made of the error function, which the language has not");
        }
        of("gelu_tanh", n -> List.of()).translate(node, net);
    }

    private static void clip(Node node, Translation net) {
        Known.Held input = net.held(node, 0);
        Optional<Term> low = bound(node, net, "min", 1);
        Optional<Term> high = bound(node, net, "max", 2);
        Term of = new Term.Of(input.value());
        if (low.isPresent() && high.isPresent()) {
            net.alike(node, input, new Term.Call("clip", List.of(of, low.get(), high.get()), List.of()));
        } else if (low.isPresent() || high.isPresent()) {
            String function = low.isPresent() ? "max" : "min";
            net.alike(node, input, new Term.Call(function, List.of(of, low.or(() -> high).get()), List.of()));
        } else {
            net.set(node, 0, input);
        }
    }

    /** A bound, in early editions an attribute; none where it lies outside what a float holds. */
    private static Optional<Term> bound(Node node, Translation net, String attribute, int input) {
        double none = attribute.equals("min") ? -LARGEST_FLOAT : LARGEST_FLOAT;
        double bound = node.has(attribute)
                ? node.find(attribute).orElseThrow().getF()
                : net.fixedIfThere(node, input)
                        .map(c -> c.uniform()
                                .orElseThrow(() -> new Refusal("its bound `" + c.name() + "` is not given")))
                        .orElse(none);
        if (Double.isNaN(bound)) {
            throw new Refusal("its " + attribute + " is no number");
        }
        boolean open = attribute.equals("min") ? bound <= -LARGEST_FLOAT : bound >= LARGEST_FLOAT;
        return open ? Optional.empty() : Optional.of(new Term.Literal(Decimal.of(bound)));
    }
}
