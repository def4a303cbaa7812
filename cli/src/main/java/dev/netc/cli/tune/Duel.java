package dev.netc.cli.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.netc.cli.bench.Runs;

/** Two programs in turn, so that what slows the machine slows both; compared pair by pair. */
final class Duel {
    /** Enough to see what is not worth a second look. */
    static final int GLANCE = 3;
    /** Enough to be believed. */
    static final int PROOF = 7;
    private static final int MOST_PAIRS = 60;
    private static final double LONG_ENOUGH = 2;

    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(Candidate.Times standard, Candidate.Times other) {}

    private Duel() {}

    /**
     * Runs both in turn.
     *
     * @param leastPairs of runs; short ones are done oftener
     */
    static Duel of(Candidate standard, Candidate other, int leastPairs) {
        Duel duel = new Duel();
        double seconds = 0;
        for (int i = 0; i < leastPairs || (seconds < LONG_ENOUGH && i < MOST_PAIRS); i++) {
            // which one goes first takes turns, too
            Candidate.Times early = (i % 2 == 0 ? standard : other).run(i);
            Candidate.Times late = (i % 2 == 0 ? other : standard).run(i);
            duel.pairs.add(i % 2 == 0 ? new Pair(early, late) : new Pair(late, early));
            seconds += early.seconds() + late.seconds();
        }
        return duel;
    }

    /** Seconds of the standard's kernel in the middle run. */
    double standard(String tiling) {
        return median(pair -> pair.standard().kernels().get(tiling));
    }

    /** What the other takes of a kernel, over what the standard takes, in the middle pair. */
    double ratio(String tiling) {
        return median(pair -> pair.other().kernels().get(tiling) / pair.standard().kernels().get(tiling));
    }

    /** Seconds of the standard's middle run. */
    double standard() {
        return median(pair -> pair.standard().seconds());
    }

    /** What the other's runs take over what the standard's take, in the middle pair. */
    double ratio() {
        return median(pair -> pair.other().seconds() / pair.standard().seconds());
    }

    private double median(ToDoubleFunction<Pair> of) {
        return Runs.median(pairs.stream().map(of::applyAsDouble).toList());
    }
}
