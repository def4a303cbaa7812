package dev.netc.peers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import dev.netc.compiler.shape.Padding;
import dev.netc.peers.joined.JoinedNet;
import dev.netc.peers.joined.Layer;

/** A net in PyTorch's operations, one after the other: as an {@code nn.Module} would call them. */
final class TorchNet {

    /** What dropout does. */
    enum Mode {
        /** Multiplies by what the net says for test time. */
        TEST,
        /** PyTorch's own: what is kept is multiplied by 1 / (1 - p), whatever the net says. */
        TRAINING,
        /** Nothing. */
        TRAINING_WITHOUT_DROPOUT
    }

    private static final Shape ONE = new Shape(1, 1);

    private final JoinedNet net;
    private final Map<String, NDArray> weights;
    private final Mode mode;
    private final Map<Normalization, Window> windows = new HashMap<>();

    /**
     * A net with its weights.
     *
     * @param weights by name, all columns joined
     */
    TorchNet(JoinedNet net, Map<String, NDArray> weights, Mode mode) {
        this.net = net;
        this.weights = weights;
        this.mode = mode;
    }

    /** What the loss reads, {@code [batch, classes]}. */
    NDArray logits(NDArray images) {
        return value(images, net.logits());
    }

    /** The net's output. */
    NDArray probabilities(NDArray images) {
        return value(images, net.probabilities());
    }

    /** What nothing reads any more is let go at once, as Python does: PyTorch keeps what a gradient will need. */
    private NDArray value(NDArray images, int wanted) {
        NDArray[] values = new NDArray[wanted + 1];
        values[0] = images;
        for (int i = 1; i <= wanted; i++) {
            JoinedNet.Step step = net.steps().get(i - 1);
            NDArray from = values[step.from()];
            values[i] = apply(step.layer(), from);
            if (step.from() > 0 && net.lastReader(step.from()) == i) {
                from.close();
            }
        }
        return values[wanted];
    }

    private NDArray apply(Layer layer, NDArray x) {
        return switch (layer) {
            case Layer.Conv conv -> convolve(conv, x);
            case Layer.Dense(String weight, Optional<String> bias) ->
                connect(x, weights.get(weight), bias(bias));
            case Layer.Relu() -> Activation.relu(x);
            case Layer.Lrn lrn -> normalize(lrn, x);
            case Layer.MaxPool pool -> Pool.maxPool2d(x, new Shape(pool.height(), pool.width()),
                    new Shape(pool.strideHeight(), pool.strideWidth()), both(pool.pad()), false);
            case Layer.Dropout(double drop, double factor) -> drop(x, (float) drop, factor);
            case Layer.Softmax() -> x.softmax(1);
        };
    }

    private static NDArray connect(NDArray x, NDArray weight, NDArray bias) {
        try (NDArray flat = x.reshape(x.getShape().get(0), -1)) {
            return Linear.linear(flat, weight, bias).singletonOrThrow();
        }
    }

    private NDArray convolve(Layer.Conv conv, NDArray x) {
        Padding pad = conv.pad();
        if (pad.top() == pad.bottom() && pad.left() == pad.right()) {
            return convolve(conv, x, both(pad));
        }
        try (NDArray padded = x.pad(new Shape(pad.left(), pad.right(), pad.top(), pad.bottom()), 0)) {
            return convolve(conv, padded, new Shape(0, 0));
        }
    }

    private NDArray convolve(Layer.Conv conv, NDArray x, Shape pad) {
        return Conv2d.conv2d(x, weights.get(conv.weight()), bias(conv.bias()),
                new Shape(conv.strideHeight(), conv.strideWidth()), pad, ONE, conv.groups()).singletonOrThrow();
    }

    /** Null is PyTorch's word for none. */
    private NDArray bias(Optional<String> name) {
        return name.map(weights::get).orElse(null);
    }

    /** Columns become examples while their channels are normalised: the same bytes behind another shape. */
    private NDArray normalize(Layer.Lrn lrn, NDArray x) {
        Shape shape = x.getShape();
        int channels = (int) shape.get(1) / lrn.columns();
        NDManager manager = weights.values().iterator().next().getManager();
        Window window = windows.computeIfAbsent(new Normalization(lrn, channels), key -> Window.of(manager, key));
        try (NDArray parts = x.reshape(shape.get(0) * lrn.columns(), channels, shape.get(2), shape.get(3));
                NDArray powers = window.powers(parts, lrn.beta());
                NDArray normal = parts.div(powers)) {
            return normal.reshape(shape);
        }
    }

    /** A normalisation of so many channels. */
    private record Normalization(Layer.Lrn lrn, int channels) {}

    /**
     * k + alpha · Σ over the channels around each, as a 1 x 1 convolution: the weight is a band of alpha, the bias k. Of PyTorch's
     * ways it is the fastest here; {@code torch.nn.functional.local_response_norm}, an average pool in three dimensions, takes
     * longer.
     */
    private record Window(NDArray band, NDArray k) {
        NDArray powers(NDArray x, double exponent) {
            try (NDArray squares = x.mul(x); NDArray sums = Conv2d.conv2d(squares, band, k).singletonOrThrow()) {
                return sums.pow(exponent);
            }
        }

        static Window of(NDManager manager, Normalization normalization) {
            int channels = normalization.channels();
            Layer.Lrn lrn = normalization.lrn();
            int reach = lrn.size() / 2;
            float[] band = new float[channels * channels];
            for (int i = 0; i < channels; i++) {
                Arrays.fill(band, i * channels + Math.max(0, i - reach),
                        i * channels + Math.min(channels, i + reach + 1), (float) lrn.alpha());
            }
            return new Window(manager.create(band, new Shape(channels, channels, 1, 1)),
                    manager.full(new Shape(channels), (float) lrn.k()));
        }
    }

    private NDArray drop(NDArray x, float probability, double factorAtTest) {
        return switch (mode) {
            case TEST -> x.mul(factorAtTest);
            case TRAINING -> Dropout.dropout(x, probability, true).singletonOrThrow();
            case TRAINING_WITHOUT_DROPOUT -> x.reshape(x.getShape()); // a handle of its own on the same values
        };
    }

    private static Shape both(Padding pad) {
        if (pad.top() != pad.bottom() || pad.left() != pad.right()) {
            throw new IllegalArgumentException("PyTorch pads both sides alike, not " + pad);
        }
        return new Shape(pad.top(), pad.left());
    }
}
