package dev.netc.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contestants at one work, in turn: A B C A B C, so that what else the machine does meets all of them alike. Each has a turn
 * before the first that counts.
 *
 * @param rounds turns of each that count
 * @param seconds that a turn lasts at least; it ends with the call in which they are over
 */
record Race(int rounds, double seconds) {
    /** For threads that spin for a while after their last work to fall asleep. */
    private static final long PAUSE_MILLIS = 200;

    /** A kind of work. */
    enum Work {
        TRAIN, INFER;

        boolean fits(Contestant contestant) {
            return this == INFER || contestant instanceof Learner;
        }

        private void once(Contestant contestant) {
            switch (this) {
                case INFER -> contestant.infer();
                case TRAIN -> requireFinite(contestant, ((Learner) contestant).step());
            }
        }

        private static void requireFinite(Contestant contestant, double loss) {
            if (!Double.isFinite(loss)) {
                throw new DisagreementException(contestant.name() + " has lost its numbers: the loss is " + loss);
            }
        }
    }

    /** The rates of each contestant by its name, in their order. */
    Map<String, Rates> run(List<? extends Contestant> contestants, Work work, Examples examples) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        contestants.forEach(c -> {
            c.give(examples);
            turn(c, work, examples.batch());
        });
        for (int round = 0; round < rounds; round++) {
            contestants.forEach(c -> rates.computeIfAbsent(c.name(), n -> new ArrayList<>())
                    .add(turn(c, work, examples.batch())));
        }
        Map<String, Rates> results = new LinkedHashMap<>();
        rates.forEach((name, of) -> results.put(name,
                new Rates(of)));
        return results;
    }

    private double turn(Contestant contestant, Work work, int batch) {
        pause();
        long start = System.nanoTime();
        int calls = 0;
        double passed;
        do {
            work.once(contestant);
            calls++;
            passed = (System.nanoTime() - start) * 1e-9;
        } while (passed < seconds);
        return calls * batch / passed;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two turns", e);
        }
    }
}
