package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

class ChanceWatchTest {
    private static final int LONG = ChanceWatch.WINDOW * ChanceWatch.WINDOWS;

    /** The steps after which something was said. */
    private static List<Integer> said(int classes, int steps, IntToDoubleFunction loss) {
        ChanceWatch watch = new ChanceWatch(classes);
        List<Integer> said = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            if (watch.after(loss.applyAsDouble(step)).isPresent()) {
                said.add(step);
            }
        }
        return said;
    }

    @Test
    void aLossThatStaysAtTheLogarithmOfTheClassesIsPointedOutOnce() {
        assertThat(said(1000, 5 * LONG, step -> 6.9078 + 0.2 * Math.sin(step))).containsExactly(LONG);
    }

    @Test
    void aLossThatFallsIsNot() {
        assertThat(said(1000, 5 * LONG, step -> 6.9078 - step * 1e-3)).isEmpty();
        assertThat(said(10, 5 * LONG, step -> step < LONG - ChanceWatch.WINDOW / 2 ? 2.3026 : 1.9)).isEmpty();
    }

    @Test
    void aLossThatComesBackIsPointedOutThen() {
        assertThat(said(10, 5 * LONG, step -> step <= LONG / 2 ? 1.5 : 2.3026)).containsExactly(LONG / 2 + LONG);
    }

    @Test
    void theAdviceNamesTheNumberAndTheRemedies() {
        ChanceWatch watch = new ChanceWatch(1000);
        String advice = "";
        for (int step = 0; step < LONG; step++) {
            advice = watch.after(6.9).orElse(advice);
        }
        assertThat(advice).contains("ln(1000) = 6.91", "300 steps", "weight: he", "bias: constant(0.1)",
                "learning rate");
    }
}
