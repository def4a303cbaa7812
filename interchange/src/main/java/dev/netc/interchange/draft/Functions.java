package dev.netc.interchange.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Pointwise functions that other formats have by name and the language says in a line of its own. */
public final class Functions {
    private static final Map<String, String> DEFINITIONS = new LinkedHashMap<>();

    static {
        define("clip", "(x, low, high)", "min(max(x, low), high)");
        define("softplus", "(x)", "max(x, 0) + log(1 + exp(-abs(x)))");
        define("softsign", "(x)", "x / (1 + abs(x))");
        define("hard_sigmoid", "(x, alpha = 0.2, beta = 0.5)", "max(0, min(1, alpha * x + beta))");
        define("hard_swish", "(x)", "x * max(0, min(1, x / 6 + 0.5))");
        define("selu", "(x, alpha, gamma)", "gamma * (max(x, 0) + alpha * (exp(min(0, x)) - 1))");
        define("celu", "(x, alpha = 1)", "max(x, 0) + min(0, alpha * (exp(min(0, x) / alpha) - 1))");
        define("thresholded_relu", "(x, alpha = 1)", "x * (x > alpha)");
        define("swish", "(x, alpha = 1)", "x * sigmoid(alpha * x)");
        define("mish", "(x)", "x * tanh(max(x, 0) + log(1 + exp(-abs(x))))");
        define("gelu_tanh", "(x)", "0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))");
        define("sign", "(x)", "(x > 0) - (x < 0)");
        define("negative", "(x)", "-x");
        define("reciprocal", "(x)", "1 / x");
        define("square", "(x)", "x * x");
        define("shrink", "(x, lambda, bias)", "(x > lambda) * (x - bias) + (x < -lambda) * (x + bias)");
        define("affine", "(x, scale, shift)", "scale * x + shift");
        define("exp_affine", "(x, scale, shift)", "exp(scale * x + shift)");
        define("log_affine", "(x, scale, shift, factor)", "factor * log(scale * x + shift)");
        define("power", "(x, exponent, scale, shift)", "pow(scale * x + shift, exponent)");
    }

    private Functions() {}

    private static void define(String name, String parameters, String body) {
        DEFINITIONS.put(name, "fn " + name + parameters + " = " + body);
    }

    /** The definitions that some layers need, in one order. */
    static List<String> neededBy(List<Layer> layers) {
        Set<String> called = new TreeSet<>();
        layers.forEach(layer -> gather(layer.term(), called));
        return DEFINITIONS.entrySet().stream().filter(d -> called.contains(d.getKey())).map(Map.Entry::getValue)
                .toList();
    }

    private static void gather(Term term, Set<String> called) {
        switch (term) {
            case Term.Call call -> {
                called.add(call.function());
                call.operands().forEach(o -> gather(o, called));
            }
            case Term.Filters filters -> {
            }
            case Term.Infix infix -> {
                gather(infix.left(), called);
                gather(infix.right(), called);
            }
            case Term.Of of -> {
            }
            case Term.Literal literal -> {
            }
        }
    }
}
