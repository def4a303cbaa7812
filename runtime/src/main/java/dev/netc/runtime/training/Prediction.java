package dev.netc.runtime.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.netc.runtime.Classification;
import dev.netc.runtime.data.ClassNames;

/**
 * What a net takes an image for.
 *
 * @param file as it was named
 * @param classes the likeliest, most likely first
 */
public record Prediction(String file, List<Classification> classes) {

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
    public static List<Classification> likeliest(double[] probabilities, Optional<ClassNames> names) {
        return ranked(probabilities, names).limit(LIKELIEST).toList();
    }

    /** All classes in the same order. */
    public static Stream<Classification> ranked(double[] probabilities, Optional<ClassNames> names) {
        return IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
                .map(i -> new Classification(i, name(i, names), probabilities[i]));
    }

    private static String name(int index, Optional<ClassNames> names) {
        return names.filter(known -> index < known.size()).map(known -> known.shown().get(index))
                .orElseGet(() -> Integer.toString(index));
    }
}
