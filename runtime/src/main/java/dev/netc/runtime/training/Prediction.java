package dev.netc.runtime.training;

import java.util.List;

/**
 * What a net takes an image for.
 *
 * @param file as it was named
 * @param classes the likeliest, most likely first
 */
public record Prediction(String file, List<Likely> classes) {

    /** A prediction. */
    public Prediction {
        classes = List.copyOf(classes);
    }

    /**
     * One of the classes.
     *
     * @param index of the class
     * @param name to show
     * @param probability 0 to 1
     */
    public record Likely(int index, String name, double probability) {}
}
