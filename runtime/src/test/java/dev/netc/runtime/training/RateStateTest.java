package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import dev.netc.program.Schedule;
import org.junit.jupiter.api.Test;

class RateStateTest {

    /** The rate of each epoch, while the schedule lets the training go on. */
    private static List<Double> rates(Schedule schedule, double... errors) {
        List<Double> rates = new ArrayList<>();
        RateState state = RateState.start(1);
        for (int epoch = 1; epoch <= errors.length && !state.ended(); epoch++) {
            rates.add(state.rate());
            state = state.after(schedule, epoch, OptionalDouble.of(errors[epoch - 1]));
        }
        return rates;
    }

    @Test
    void aConstantRateStays() {
        assertThat(rates(new Schedule.Constant(), 1, 1, 1, 1)).containsExactly(1.0, 1.0, 1.0, 1.0);
    }

    @Test
    void stepsDivideAfterTheirEpochs() {
        assertThat(rates(new Schedule.Steps(List.of(2, 3), 0.5), 1, 1, 1, 1, 1)).containsExactly(1.0, 1.0, 0.5, 0.25,
                0.25);
    }

    @Test
    void aPlateauDividesAfterPatienceEpochsWithoutImprovement() {
        assertThat(rates(new Schedule.Plateau(0.5, 2, 3), 0.5, 0.4, 0.4, 0.41, 0.39, 0.39, 0.38)).containsExactly(1.0,
                1.0, 1.0, 1.0, 0.5, 0.5, 0.5);
    }

    @Test
    void patienceBeginsAnewAfterADivision() {
        assertThat(rates(new Schedule.Plateau(0.5, 2, 3), 0.5, 0.6, 0.6, 0.6, 0.6, 0.6)).containsExactly(1.0, 1.0, 1.0,
                0.5, 0.5, 0.25);
    }

    @Test
    void thePlateauAfterTheLastDivisionEndsTheTraining() {
        assertThat(rates(new Schedule.Plateau(0.1, 1, 2), 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)).hasSize(4).last()
                .satisfies(rate -> assertThat(rate).isCloseTo(0.01, within(1e-15)));
    }

    @Test
    void noDivisionsMeansToEndAtTheFirstPlateau() {
        assertThat(rates(new Schedule.Plateau(0.1, 3, 0), 0.5, 0.5, 0.5, 0.5, 0.5)).containsExactly(1.0, 1.0, 1.0, 1.0);
    }

    @Test
    void aPlateauWithoutAnErrorIsAMistake() {
        assertThatThrownBy(() -> RateState.start(1).after(new Schedule.Plateau(0.1, 1, 1), 1, OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
