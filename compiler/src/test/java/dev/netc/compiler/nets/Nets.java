package dev.netc.compiler.nets;

import java.util.Random;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.Value;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Softmax;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/** Nets for tests. */
public final class Nets {
    private Nets() {}

    /** AlexNet's way in small: two columns, normalised and pooled, that meet at the third convolution and behind the last. */
    public static Network alexNetInSmall() {
        NetBuilder net = new NetBuilder("Small");
        Value image = net.image(3, 17, 17);
        net.label(5);
        net.columns(2);
        Value conv1 = net.relu(net.conv("conv1", image, 3, 3, 2, 0));
        Value pool1 = net.bind("conv1", net.apply(pool(3, 2), net.apply(new Lrn(5, 2, 0.1, 0.75), conv1)));
        Value conv2 = net.bind("conv2", net.relu(net.conv("conv2", pool1, 4, 3, 1, 1)));
        Value conv3 = net.bind("conv3", net.relu(net.conv("conv3", net.all(conv2), 5, 3, 1, 1)));
        Value hidden = net.relu(net.dense("fc4", net.all(conv3), 7));
        Value fc4 = net.bind("fc4", net.apply(new Dropout(0.5, false), hidden));
        net.outside();
        Value fc5 = net.bind("fc5", net.dense("fc5", net.all(fc4), 5));
        net.output("probabilities", net.apply(new Softmax(), fc5));
        return net.train(fc5);
    }

    private static MaxPool pool(int size, int stride) {
        return new MaxPool(size, size, stride, stride, Padding.NONE);
    }

    /** Any net of one to three columns, the same one for the same seed. */
    public static Network random(long seed) {
        return new RandomNet(seed).net();
    }

    private static final class RandomNet {
        private final Random random;
        private final NetBuilder net = new NetBuilder("Random");
        private final int columns;
        private int parameters;

        RandomNet(long seed) {
            random = new Random(seed);
            columns = 1 + random.nextInt(3);
        }

        Network net() {
            Value image = net.image(from(1, 4), from(5, 8), from(5, 8));
            int classes = from(2, 5);
            net.label(classes);
            if (columns > 1) {
                net.columns(columns);
            }
            Value x = net.bind("first", net.conv("first", image, from(1, 4), from(1, 3), from(1, 2), from(0, 1)));
            for (int steps = from(1, 6); steps > 0; steps--) {
                x = step(x);
            }
            net.bind("last", x);
            net.outside();
            Value logits = net.bind("logits", net.dense("logits", columns > 1 ? net.all(x) : x, classes));
            net.output("probabilities", net.apply(new Softmax(), logits));
            return net.train(logits);
        }

        private Value step(Value x) {
            Shape shape = net.shape(x);
            return switch (random.nextInt(13)) {
                case 0, 1 -> conv(columns > 1 && random.nextBoolean() ? net.all(x) : x);
                case 2 -> net.relu(x);
                case 3 -> net.pointwise("leaky", "max($0, 0.1 * $0)", x);
                case 4 -> net.pointwise("swish", "$0 * sigmoid($1)", x, x);
                case 5 -> net.pointwise("add", "$0 + $1", net.pointwise("tanh", "tanh($0)", x), x);
                case 6 -> net.apply(new Lrn(3, 2, 0.5, 0.75), x);
                case 7 -> shape.height() > 1 && shape.width() > 1 ? net.apply(pool(2, from(1, 2)), x) : net.relu(x);
                case 8 -> net.apply(avgpool(shape), x);
                case 9 -> net.apply(new LrnWithin(3, 1, 0.5, 0.75), x);
                case 10 -> net.local("local" + ++parameters, columns > 1 && random.nextBoolean() ? net.all(x) : x,
                        from(1, 4), 3, 1);
                case 11 -> net.apply(new Dropout(0.25, random.nextBoolean()), x);
                default -> net.pointwise("plus", "sigmoid($0) + ($0 * 0.5)", x);
            };
        }

        private Value conv(Value x) {
            Value conv = net.conv("conv" + ++parameters, x, from(1, 4), 3, 1, 1);
            return random.nextBoolean() ? net.relu(conv) : conv;
        }

        /** Side by side or overlapping, the last window clipped where it does not fit. */
        private AvgPool avgpool(Shape shape) {
            int size = Math.min(Math.min(shape.height(), shape.width()), from(1, 3));
            int stride = from(1, size);
            return new AvgPool(size, size, stride, stride, new Padding(0, 0, (shape.height() - size) % stride,
                    (shape.width() - size) % stride), false);
        }

        private int from(int least, int most) {
            return least + random.nextInt(most - least + 1);
        }
    }
}
