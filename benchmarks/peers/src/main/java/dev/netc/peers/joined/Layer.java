package dev.netc.peers.joined;

import java.util.Optional;

import dev.netc.compiler.shape.Padding;

/** What a step of a {@link JoinedNet} does, in the terms of frameworks that have no columns. */
public sealed interface Layer {

    /**
     * 2-D cross-correlation; weight {@code [filters, channels / groups, height, width]}.
     *
     * @param weight name of a parameter
     * @param bias name of a parameter
     * @param groups a column's filters see its own channels alone: columns are groups
     */
    record Conv(String weight, Optional<String> bias, int strideHeight, int strideWidth, Padding pad, int groups)
            implements
                Layer {}

    /** Fully connected over the flattened operand; weight {@code [units, features]}. */
    record Dense(String weight, Optional<String> bias) implements Layer {}

    /** The positive part. */
    record Relu() implements Layer {}

    /**
     * y = x / (k + alpha · Σ x²)^beta over the {@code size} channels around each, alpha not divided by size.
     *
     * @param columns into so many equal parts the channels fall, and no window reaches from one into the next
     */
    record Lrn(int columns, int size, double k, double alpha, double beta) implements Layer {}

    /** Largest of each window, padding being minus infinity. */
    record MaxPool(int height, int width, int strideHeight, int strideWidth, Padding pad) implements Layer {}

    /**
     * Drops in training.
     *
     * @param factorAtTest what everything is multiplied by where nothing is dropped: 1 where training makes up for it
     */
    record Dropout(double drop, double factorAtTest) implements Layer {}

    /** Over the features of an example. */
    record Softmax() implements Layer {}
}
