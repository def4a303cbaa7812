package dev.netc.cli.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often images of one class were taken for another. Few of a thousand classes' pairs ever are: only those are kept. */
final class Confusion {
    /**
     * Images of one class that were taken for another, or for their own.
     *
     * @param label their class
     * @param told what they were taken for
     */
    record Pair(int label, int told) {}

    /** A pair, and how many there were. */
    record Count(Pair pair, int images) {}

    private final Map<Pair, Integer> counts = new HashMap<>();
    private final Map<Integer, Integer> images = new HashMap<>();

    /** Counts an image. */
    void add(int label, int told) {
        counts.merge(new Pair(label, told), 1, Integer::sum);
        images.merge(label, 1, Integer::sum);
    }

    boolean isEmpty() {
        return images.isEmpty();
    }

    /** Images of {@code label} that were taken for {@code told}. */
    int count(int label, int told) {
        return counts.getOrDefault(new Pair(label, told), 0);
    }

    /** Images of a class. */
    int images(int label) {
        return images.getOrDefault(label, 0);
    }

    /** Share of 1 of a class's images that were taken for another; 0 where there are none. */
    double error(int label) {
        return images(label) == 0 ? 0 : 1 - (double) count(label, label) / images(label);
    }

    /** Images that were taken for another class than theirs. */
    int wrong() {
        return counts.entrySet().stream().filter(e -> e.getKey().label() != e.getKey().told())
                .mapToInt(Map.Entry::getValue).sum();
    }

    /** The pairs of two classes that were mistaken most often, most first. */
    List<Count> mostConfused(int most) {
        return counts.entrySet().stream().filter(e -> e.getKey().label() != e.getKey().told())
                .map(e -> new Count(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingInt((Count count) -> -count.images())
                        .thenComparingInt(count -> count.pair().label())
                        .thenComparingInt(count -> count.pair().told()))
                .limit(most).toList();
    }

    /** The classes of which the largest share was mistaken, largest first; those that were always right are none of them. */
    List<Integer> hardest(int most) {
        return images.keySet().stream().filter(label -> error(label) > 0)
                .sorted(Comparator.comparingDouble((Integer label) -> -error(label))
                        .thenComparingInt(label -> -images(label)).thenComparingInt(label -> label))
                .limit(most).toList();
    }
}
