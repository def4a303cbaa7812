package dev.netc.peers.joined;

import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.shape.Shape;

/**
 * A net whose columns lie side by side in the channels of one tensor, as frameworks that have no columns say it: convolutions
 * are grouped, {@code all} has nothing left to do. Value 0 is the image, value n what step n gives, counted from 1.
 *
 * @param name of the net
 * @param image name of the input
 * @param shape of one image
 * @param steps each after those that it reads
 * @param logits the value that the loss reads
 * @param output name of the output
 * @param probabilities the value that the output is
 */
public record JoinedNet(String name, String image, Shape shape, List<Step> steps, int logits, String output,
        int probabilities) {
    public JoinedNet {
        steps = List.copyOf(steps);
    }

    /**
     * A step.
     *
     * @param from the value that it reads
     * @param shape of the result for one example, over all columns
     */
    public record Step(int from, Layer layer, Shape shape) {}

    /**
     * The columns of a net joined.
     *
     * @throws IllegalArgumentException where the net has an operator that has no place here yet, or columns that groups do not say
     */
    public static JoinedNet of(Network network) {
        return new JoinColumns(network).joined();
    }

    /** The shape of a value, for one example. */
    public Shape shapeOf(int value) {
        return value == 0 ? shape : steps.get(value - 1).shape();
    }

    /** The last step that reads a value, counted from 1; 0 where none does. */
    public int lastReader(int value) {
        return IntStream.rangeClosed(1, steps.size()).filter(i -> steps.get(i - 1).from() == value).max().orElse(0);
    }
}
