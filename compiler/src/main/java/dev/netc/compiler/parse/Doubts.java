package dev.netc.compiler.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.problem.Span;

/**
 * What is not known of a text because of its mistakes of syntax.
 *
 * @param stretches in their order and apart, each from the beginning of a statement that could not be read to where reading went on
 * @param words every name that may stand in them: what they may have bound or used
 * @param occurrences how often each word of the text stands in it
 * @param headBroken whether the net's parameters could not be read
 * @param braceMissing whether columns are not closed, so that what stands in them and what after is not known
 */
public record Doubts(List<Span> stretches, Set<String> words, Map<String, Integer> occurrences,
        boolean headBroken, boolean braceMissing) {
    public Doubts {
        stretches = List.copyOf(stretches);
        words = Set.copyOf(words);
        occurrences = Map.copyOf(occurrences);
    }

    /** Whether a place lies in a stretch that could not be read. */
    public boolean cover(Span place) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (stretches.get(middle).start() <= place.start()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && place.start() < Math.max(stretches.get(low - 1).end(), stretches.get(low - 1).start() + 1);
    }

    /** Whether a name may have been bound there. */
    public boolean mention(String name) {
        return words.contains(name);
    }

    /** How often a word stands in the text. */
    public int occurrences(String word) {
        return occurrences.getOrDefault(word, 0);
    }
}
