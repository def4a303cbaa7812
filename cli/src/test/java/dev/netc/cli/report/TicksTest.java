package dev.netc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void stepsAreRound() {
        assertThat(Ticks.reaching(6.91, 6).values()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
        assertThat(Ticks.reaching(0.3, 6).step()).isEqualTo(0.05);
        assertThat(Ticks.reaching(50, 5).end()).isEqualTo(50);
        assertThat(Ticks.reaching(0, 6)).isEqualTo(new Ticks(1, 1));
        assertThat(Ticks.reaching(Double.NaN, 6)).isEqualTo(new Ticks(1, 1));
    }

    @Test
    void betweenWholeNumbersStandsNothing() {
        assertThat(Ticks.whole(3, 8).values()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(Ticks.whole(90, 8).step()).isEqualTo(20);
    }

    @Property
    void anAxisReachesTheLargestAndNotMuchFurther(
            @ForAll @DoubleRange(min = 1e-6, max = 1e6) @Scale(6) double largest) {
        Ticks ticks = Ticks.reaching(largest, 6);
        assertThat(ticks.end()).isGreaterThanOrEqualTo(largest * (1 - 1e-8));
        assertThat(ticks.end() - ticks.step()).isLessThan(largest);
        assertThat(ticks.count()).isBetween(2, 6);
    }

    @Test
    void labelsHaveNoDigitsThatRoundingLeft() {
        assertThat(Ticks.label(3 * 0.1)).isEqualTo("0.3");
        assertThat(Ticks.label(1e-4)).isEqualTo("0.0001");
        assertThat(Ticks.label(20)).isEqualTo("20");
    }
}
