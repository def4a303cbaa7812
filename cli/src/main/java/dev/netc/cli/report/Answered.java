package dev.netc.cli.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.runtime.Classification;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.training.Answers;
import dev.netc.runtime.training.Prediction;

/** What the net said of the validation images, once. */
final class Answered implements Answers {
    private final ClassNames classes;
    private final Set<Integer> examples;
    private final Confusion confusion = new Confusion();
    private final Map<Integer, List<Classification>> likeliest = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param examples images of which the likeliest classes are kept
     */
    Answered(ClassNames classes, Set<Integer> examples) {
        this.classes = classes;
        this.examples = Set.copyOf(examples);
    }

    @Override
    public void heard(int image, int label, double[] probabilities) {
        confusion.add(label, largest(probabilities));
        if (examples.contains(image)) {
            likeliest.put(image, Prediction.likeliest(probabilities, Optional.of(classes)));
        }
    }

    private static int largest(double[] probabilities) {
        int largest = 0;
        for (int i = 1; i < probabilities.length; i++) {
            largest = probabilities[i] > probabilities[largest] ? i : largest;
        }
        return largest;
    }

    Confusion confusion() {
        return confusion;
    }

    /** The five likeliest classes of an example, most likely first; empty where it was not heard of. */
    List<Classification> likeliest(int image) {
        return likeliest.getOrDefault(image, List.of());
    }
}
