package dev.netc.conformance;

import java.util.List;
import java.util.Random;

/** Writes model files by chance, the same one for the same seed: small nets that use all of the language, and train. */
final class RandomModel {
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final int mostColumns;
    private int bindings;

    /** A value under a name, with its shape. */
    private record Tensor(String name, int channels, int height, int width) {
        Tensor of(int otherChannels) {
            return new Tensor(name, otherChannels, height, width);
        }
    }

    private RandomModel(long seed, int mostColumns) {
        random = new Random(seed);
        this.mostColumns = mostColumns;
    }

    static String text(long seed) {
        return new RandomModel(seed, 3).net();
    }

    static String withoutColumns(long seed) {
        return new RandomModel(seed, 1).net();
    }

    private String net() {
        Tensor image = new Tensor("image", from(1, 5), from(5, 9), from(5, 9));
        int classes = from(2, 6);
        int columns = from(1, mostColumns);
        text.append("""
                net Random(classes = %s) {
                  input image: [%s, %s, %s]
                  input label: class(classes)
                  fn swish(x, slope = 1) = x * sigmoid(slope * x)
                  fn blend(a, b, share) = share * max(a, b) + (1 - share) * min(a, b) - 0.5 * (a > b)
                  block two(x, filters) = x -> conv(filters, 3, pad: 1, weight: xavier) -> tanh -> conv(filters, 1)
                  block fire(x, n) {
                    squeeze = x       -> conv(n, 1) -> relu
                    square  = squeeze -> conv(n + 1, 3, pad: 1)
                    return concat(square, squeeze)
                  }
                """.formatted(classes, image.channels(), image.height(), image.width()));
        Tensor last = bind("image -> conv(4, [3, 2], pad: [1, 0, 1, 1])",
                new Tensor("", 4, image.height(), image.width()));
        String joined = last.name();
        if (columns > 1) {
            text.append("columns ").append(columns).append(" {\n");
            last = steps(bind("all(" + last.name() + ") -> conv(3, 1)", last.of(3)), from(1, 4));
            if (random.nextBoolean()) {
                last = bind("all(" + last.name() + ") -> conv(2, 1, bias: none)", last.of(2));
            }
            last = steps(last, from(0, 2));
            text.append("}\n");
            joined = "all(" + last.name() + ")";
        }
        last = steps(bind(joined + " -> leaky", last.of(last.channels() * columns)), from(1, 4));
        text.append("head = ").append(last.name()).append(ending()).append(" -> dense(classes)\n");
        return text.append("""
                  output probabilities = softmax(head)
                  train { loss cross_entropy(head, label) optimizer sgd(rate: 0.1, momentum: 0.8, decay: 0.01)
                    params "*.bias" (rate: 2, decay: 0) }
                }
                """).toString();
    }

    private String ending() {
        return List.of("", " -> flatten", " -> avgpool(all)", " -> flatten -> batchnorm(momentum: 0.7)",
                " -> dense(7, weight: uniform(-1, 1)) -> elu -> dropout(0.3)").get(random.nextInt(5));
    }

    private Tensor steps(Tensor x, int count) {
        Tensor now = x;
        for (int i = 0; i < count; i++) {
            now = step(now);
        }
        return now;
    }

    private Tensor step(Tensor x) {
        String name = x.name();
        int filters = from(1, 5);
        boolean small = x.height() < 3 || x.width() < 3;
        return switch (random.nextInt(small ? 13 : 15)) {
            case 0 -> bind(name + " -> conv(" + filters + ", 3, pad: 1) -> relu", x.of(filters));
            case 1 -> bind(name + " -> conv(" + 2 * x.channels() + ", 3, pad: 1, groups: " + x.channels() + ")",
                    x.of(2 * x.channels()));
            case 2 -> bind(name + " -> conv(" + filters + ", 3, pad: 1, bias: none) -> batchnorm -> relu",
                    x.of(filters));
            case 3 -> bind(name + " -> local(" + filters + ", 3, pad: 1)", x.of(filters));
            case 4 -> bind(name + " -> lrn(3, alpha: 0.3)", x);
            case 5 -> bind(name + " -> lrn_within(3, alpha: 0.2, beta: 0.5)", x);
            case 6 -> bind("swish(" + name + ", 1.5) + " + name + " * 0.5", x);
            case 7 -> bind("blend(" + name + ", " + name + " -> 2 * two(" + x.channels() + "), 0.3)", x);
            case 8 -> bind(name + " -> fire(" + filters + ")", x.of(2 * filters + 1));
            case 9 -> bind("concat(" + name + ", " + name + " -> conv(2, 1) -> tanh)", x.of(x.channels() + 2));
            case 10 -> bind(name + " -> dropout(0.25, scale: " + (random.nextBoolean() ? "train" : "test") + ")", x);
            case 11 -> bind(name + " -> maxpool(3, stride: 1, pad: 1)", x);
            case 12 -> bind(name + " -> softmax -> batchnorm(epsilon: 0.01)", x);
            case 13 -> pool(x, "maxpool");
            default -> pool(x, "avgpool");
        };
    }

    private Tensor pool(Tensor x, String operator) {
        return bind(x.name() + " -> " + operator + "(3, stride: 2, round: up)", new Tensor("", x.channels(),
                Math.ceilDiv(x.height() - 3, 2) + 1, Math.ceilDiv(x.width() - 3, 2) + 1));
    }

    private Tensor bind(String expression, Tensor shape) {
        String name = "v" + ++bindings;
        text.append(name).append(" = ").append(expression).append(" : [").append(shape.channels()).append(", ")
                .append(shape.height()).append(", ").append(shape.width()).append("]\n");
        return new Tensor(name, shape.channels(), shape.height(), shape.width());
    }

    private int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
