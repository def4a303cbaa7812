package dev.netc.peers;

import java.util.List;

/**
 * What the turns of one contestant gave.
 *
 * @param sorted images per second, ascending
 */
record Rates(List<Double> sorted) {
    Rates {
        sorted = sorted.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no turn");
        }
    }

    double least() {
        return sorted.getFirst();
    }

    /** The one in the middle; of an even number the mean of the two. */
    double median() {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    double greatest() {
        return sorted.getLast();
    }
}
