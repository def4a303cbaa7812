package dev.netc.cli.tune;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a search may take. It is made of rounds that take alike, and of one more at its end, in which what won has to win again.
 */
final class Budget {
    private final DoubleSupplier clock;
    private final double begin;
    private final double end;
    private int rounds;

    /**
     * Begins now.
     *
     * @param clock seconds since any moment
     */
    Budget(Duration most, DoubleSupplier clock) {
        this.clock = clock;
        this.begin = clock.getAsDouble();
        this.end = begin + most.toMillis() / 1e3;
    }

    /** By the system's clock. */
    static Budget of(Duration most) {
        return new Budget(most, () -> System.nanoTime() / 1e9);
    }

    /** A round has ended. */
    void roundEnded() {
        rounds++;
    }

    /** Whether there is time for a round and the last one behind it; nobody knows before one was seen. */
    boolean allowsRound() {
        return rounds == 0 || clock.getAsDouble() + 2 * round() <= end;
    }

    /** Seconds until so many rounds and the last one behind them have ended, no later than the budget's end; 0 while nobody knows. */
    double secondsFor(int more) {
        return rounds == 0 ? 0 : Math.max(0, Math.min((more + 1) * round(), end - clock.getAsDouble()));
    }

    /** Seconds of the mean round. */
    private double round() {
        return (clock.getAsDouble() - begin) / rounds;
    }
}
