package dev.netc.compiler.operator;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import dev.netc.compiler.shape.Shape;

/** The channels at one position of one example, for references of what works across channels. */
record Positions(int first, int stride, int channels) {

    /** Every position of every example. */
    static void each(Shape shape, int batch, Consumer<Positions> action) {
        int positions = shape.height() * shape.width();
        for (int n = 0; n < batch; n++) {
            for (int p = 0; p < positions; p++) {
                action.accept(new Positions(n * shape.channels() * positions + p, positions, shape.channels()));
            }
        }
    }

    int at(int channel) {
        return first + channel * stride;
    }

    void each(IntConsumer action) {
        IntStream.range(0, channels).map(this::at).forEach(action);
    }

    double sum(IntToDoubleFunction term) {
        return IntStream.range(0, channels).map(this::at).mapToDouble(term).sum();
    }

    double largest(double[] values) {
        return IntStream.range(0, channels).mapToDouble(c -> values[at(c)]).max().orElseThrow();
    }
}
