package dev.netc.cli.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Preparation;

/** Which images a report shows with what the net says of them, and their pictures. */
final class Examples {
    /** As many as figure 4 of Krizhevsky, Sutskever and Hinton (2012). */
    static final int MOST = 8;

    /**
     * One of them.
     *
     * @param index in the part
     * @param label its class
     * @param entry where it comes from
     */
    record Example(int index, int label, String entry, Thumbnail picture) {}

    private Examples() {}

    /**
     * Draws images by a seed, of as many classes as there are.
     *
     * @param preparation by which they are resized and cut before they are shown, as far as they were not when they were packed
     * @return in the part's order
     * @throws dev.netc.runtime.data.DataException where one is broken, or the part was packed for another net
     */
    static List<Example> of(Part part, Preparation preparation, long seed) {
        Preparation left = preparation.after(part);
        return draw(part, seed).stream().sorted().map(index -> example(part, left, index)).toList();
    }

    private static List<Integer> draw(Part part, long seed) {
        List<Integer> drawn = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        Set<Integer> classes = new HashSet<>();
        for (int index : shuffled(part.size(), seed)) {
            (classes.add(part.label(index)) ? drawn : others).add(index);
            if (drawn.size() == MOST) {
                return drawn;
            }
        }
        drawn.addAll(others.subList(0, Math.min(others.size(), MOST - drawn.size())));
        return drawn;
    }

    /** Fisher and Yates. */
    private static int[] shuffled(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static Example example(Part part, Preparation preparation, int index) {
        return new Example(index, part.label(index), part.entry(index),
                Thumbnail.of(preparation.toFeed(part.image(index), part.entry(index))));
    }
}
