package dev.netc.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private double now = 100;
    private final Budget budget = new Budget(Duration.ofMinutes(1), () -> now);

    private void round(double seconds) {
        now += seconds;
        budget.roundEnded();
    }

    @Test
    void aFirstRoundIsAlwaysAllowedSinceNobodyKnowsHowLongItTakes() {
        now += 3600;
        assertThat(budget.allowsRound()).isTrue();
        assertThat(budget.secondsFor(8)).isZero();
    }

    @Test
    void theLastRoundAllowedLeavesTimeToRunWhatWonOnceMore() {
        round(15);
        assertThat(budget.allowsRound()).isTrue();
        round(15);
        assertThat(budget.allowsRound()).as("30 s are left, for a round of 15 s and the last one").isTrue();
        round(15);
        assertThat(budget.allowsRound()).as("15 s are left").isFalse();
    }

    @Test
    void theTimeLeftIsThatOfTheRoundsToComeAndNoMoreThanTheBudget() {
        round(5);
        assertThat(budget.secondsFor(2)).isEqualTo(15);
        assertThat(budget.secondsFor(100)).isEqualTo(55);
    }
}
