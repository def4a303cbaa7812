package dev.netc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a net at random from the grammar, with names and numbers that mostly make sense. */
final class GeneratedNet {
    private static final List<String> STEPS = List.of("relu", "lrn", "lrn(size: 3)", "tanh", "elu", "batchnorm",
            "dropout(0.5)", "dropout(0.3, scale: test)", "conv(4, 3, pad: 1)", "conv(2, 1)", "conv(3, 3, pad: 1)",
            "conv(6, [1, 3], pad: [0, 1, 0, 1])", "conv(4, 2, round: down)", "maxpool(3, stride: 1, pad: 1)",
            "maxpool(2, stride: 1, round: up)", "avgpool(2, stride: 1)", "lrn_within", "local(2, 1)",
            "leaky(slope: 0.1)", "2 * conv(3, 1)", "n * conv(4, 1)", "batchnorm(momentum: 0.5)", "softmax", "sigmoid");

    /** Steps that do not fit everywhere. */
    private static final List<String> ODD = List.of("flatten", "conv(4, 3, stride: 2)", "conv(4, 3, groups: 2)",
            "avgpool(all)", "dense(5)", "dense(3, bias: none)", "all", "concat", "all(x)", "n * dense(3)",
            "(n + 1) * relu", "maxpool(2)", "avgpool(3, round: up)", "conv(2, 3, bias: none, weight: xavier)");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> values = new ArrayList<>(List.of("image"));
    private final List<String> functions = new ArrayList<>();
    private int names;

    GeneratedNet(Random random) {
        this.random = random;
    }

    String text() {
        text.append("net R(n = ").append(number()).append(") {\n  input image: [").append(1 + random.nextInt(4))
                .append(", 8, 8]\n  input label: class(").append(rarely() ? number() : "5").append(")\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            definition();
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            binding("  ");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            columns();
        }
        String logits = fresh();
        text.append("  ").append(logits).append(" = ").append(value()).append(" -> dense(5)\n");
        text.append("  output out = ").append(random.nextBoolean() ? "softmax(" + logits + ")" : expression(3))
                .append('\n');
        if (random.nextBoolean()) {
            train(logits);
        }
        return text.append("}\n").toString();
    }

    private void definition() {
        String name = fresh();
        switch (random.nextInt(4)) {
            case 0 -> text.append("  fn ").append(name).append("(x, y = 2) = ").append(scalar(3)).append('\n');
            case 1 -> text.append("  block ").append(name).append("(x, k = 3) {\n    a = x -> ").append(step())
                    .append("\n    return a -> ").append(step()).append("\n  }\n");
            case 2 -> text.append("  block ").append(name).append("(x) = x -> ").append(callable()).append(" -> ")
                    .append(callable()).append('\n');
            default -> doubling(name);
        }
        functions.add(name);
    }

    /** Each uses the one before it twice, so that the last stands for two to the power of how many there are. */
    private void doubling(String last) {
        boolean block = random.nextBoolean();
        String name = fresh();
        text.append(block ? "  block " + name + "(x) = x -> relu\n" : "  fn " + name + "(x) = x + 1\n");
        for (int i = random.nextInt(rarely() ? 40 : 4); i > 0; i--) {
            String next = fresh();
            text.append(block
                    ? "  block %s(x) = x -> %s -> %s%n".formatted(next, name, name)
                    : "  fn %s(x) = %s(x) * %s(x)%n".formatted(next, name, name));
            name = next;
        }
        text.append(block
                ? "  block " + last + "(x) = x -> " + name + "\n"
                : "  fn " + last + "(x) = " + name + "(x)\n");
    }

    private void binding(String indent) {
        String name = fresh();
        text.append(indent).append(name).append(" = ").append(expression(2)).append('\n');
        values.add(name);
    }

    private void columns() {
        List<String> outer = List.copyOf(values);
        text.append("  columns ").append(rarely() ? number() : String.valueOf(1 + random.nextInt(3))).append(" {\n");
        values.retainAll(List.of("image"));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            binding("    ");
        }
        text.append("  }\n");
        List<String> inner = List.copyOf(values.subList(1, values.size()));
        values.clear();
        values.addAll(outer);
        inner.forEach(v -> values.add("all(" + v + ")"));
    }

    private void train(String logits) {
        text.append("  train {\n    loss cross_entropy(").append(rarely() ? value() : logits)
                .append(", label)\n    optimizer sgd(rate: 0.1, momentum: ").append(rarely() ? number() : "0.9")
                .append(")\n");
        if (random.nextBoolean()) {
            text.append("    batch ").append(number()).append("\n    params \"*.bias\" (rate: ").append(number())
                    .append(")\n    schedule steps(at: [2, ").append(number()).append("])\n");
        }
        if (random.nextBoolean()) {
            text.append("    prepare resize(").append(rarely() ? number() : "12")
                    .append("), mean(channel), scale(0.01)\n    augment crop, flip\n");
        }
        text.append("  }\n");
    }

    private String expression(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(8)) {
            case 0 -> value();
            case 1 -> "(" + expression(depth - 1) + ") " + operator() + " (" + expression(depth - 1) + ")";
            case 2 -> "concat(" + expression(depth - 1) + ", " + value() + ")";
            case 3 -> "max(" + number() + ", " + expression(depth - 1) + ")";
            case 4 -> same(value());
            default -> value() + " -> " + callable() + " -> " + callable();
        };
    }

    /** Two ways that end in one shape. */
    private String same(String value) {
        return "(%s -> conv(4, 3, pad: 1)) %s (%s -> conv(4, 1) -> relu)".formatted(value, operator(), value);
    }

    private String scalar(int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(7)) {
            case 0 -> "x";
            case 1 -> random.nextBoolean() ? "y" : number();
            case 2 -> "min(" + scalar(depth - 1) + ", " + scalar(depth - 1) + ")";
            case 3 -> "exp(" + scalar(depth - 1) + ")";
            case 4 -> "(" + scalar(depth - 1) + " > " + scalar(depth - 1) + ")";
            case 5 -> "pow(" + scalar(depth - 1) + ", 2)";
            default -> "(" + scalar(depth - 1) + " " + operator() + " " + scalar(depth - 1) + ")";
        };
    }

    private String operator() {
        return any(List.of("+", "-", "*", "/"));
    }

    private String callable() {
        return functions.isEmpty() || random.nextInt(3) > 0 ? step() : any(functions);
    }

    private String step() {
        return rarely()
                ? "conv(" + number() + ", " + number() + ", stride: " + number() + ")"
                : any(random.nextInt(8) == 0 ? ODD : STEPS);
    }

    private String value() {
        return rarely() ? number() : any(values);
    }

    private String number() {
        return rarely()
                ? any(List.of("0", "-1", "1e9", "2147483648", "1e400", "0.3", "100000", "1 / 0", "n", "(2 - n)"))
                : String.valueOf(1 + random.nextInt(6));
    }

    private String fresh() {
        return "v" + names++;
    }

    private boolean rarely() {
        return random.nextInt(60) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
