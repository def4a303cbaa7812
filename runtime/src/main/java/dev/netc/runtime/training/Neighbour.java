package dev.netc.runtime.training;

import java.util.Comparator;

/**
 * An image of a part, as near to another one as it is.
 *
 * @param index in the part
 * @param label its class
 * @param distance Euclidean, between the features of the two
 */
public record Neighbour(int index, int label, double distance) {
    /** The nearest first; of equally near ones, the one that stands first in the part. */
    static final Comparator<Neighbour> NEAREST_FIRST = Comparator.comparingDouble(Neighbour::distance)
            .thenComparingInt(Neighbour::index);
}
