package dev.netc.compiler.operator;

import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import dev.netc.compiler.shape.Shape;

/** One channel of every example, for references of what works across the batch. */
record ChannelsOfBatch(int channel, Shape shape, int batch) {

    /** Is handed each channel's number and the channel. */
    interface Action {
        void at(int number, ChannelsOfBatch channel);
    }

    static void each(Shape shape, int batch, Action action) {
        for (int c = 0; c < shape.channels(); c++) {
            action.at(c, new ChannelsOfBatch(c, shape, batch));
        }
    }

    int count() {
        return batch * positions();
    }

    void each(IntConsumer action) {
        indices().forEach(action);
    }

    double mean(IntToDoubleFunction term) {
        return sum(term) / count();
    }

    double sum(IntToDoubleFunction term) {
        return indices().mapToDouble(term).sum();
    }

    private int positions() {
        return shape.height() * shape.width();
    }

    private IntStream indices() {
        int positions = positions();
        return IntStream.range(0, count())
                .map(i -> (i / positions * shape.channels() + channel) * positions + i % positions);
    }
}
