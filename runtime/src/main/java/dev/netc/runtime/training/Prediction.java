package dev.netc.runtime.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.netc.runtime.data.ClassNames;

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

    /** How many classes are told. */
    private static final int LIKELIEST = 5;

    /**
     * The five likeliest classes, most likely first; of equals the one that comes first.
     *
     * @param probabilities of all classes, by index
     * @param names of the classes; their numbers are shown where nothing is known
     */
    public static List<Likely> likeliest(double[] probabilities, Optional<ClassNames> names) {
        return IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i])).limit(LIKELIEST)
                .map(i -> new Likely(i, name(i, names), probabilities[i])).toList();
    }

    private static String name(int index, Optional<ClassNames> names) {
        return names.filter(known -> index < known.size()).map(known -> known.shown().get(index))
                .orElseGet(() -> Integer.toString(index));
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
