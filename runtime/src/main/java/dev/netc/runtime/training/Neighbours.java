package dev.netc.runtime.training;

import java.util.List;

/**
 * The images that are like another one.
 *
 * @param file that image, as it was named
 * @param same images of the same pixels, once prepared: it itself, where it is among those that were searched
 * @param nearest others, the nearest first
 */
public record Neighbours(String file, List<Neighbour> same, List<Neighbour> nearest) {

    /** Neighbours. */
    public Neighbours {
        same = List.copyOf(same);
        nearest = List.copyOf(nearest);
    }
}
