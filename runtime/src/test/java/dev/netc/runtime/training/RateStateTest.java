package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** What is told of each change. */
    private static List<String> told(Schedule schedule, double... errors) {
        List<String> told = new ArrayList<>();
        RateState state = RateState.start(0.01);
        for (int epoch = 1; epoch <= errors.length && !state.ended(); epoch++) {
            RateState next = state.after(schedule, epoch, OptionalDouble.of(errors[epoch - 1]));
            state.changeTo(next, schedule, epoch).map(RateChange::text).ifPresent(told::add);
            state = next;
        }
        return told;
    }

    @Test
    void thePapersScheduleDividesByTenThreeTimesAndThenEnds() {
        double[] errors = new double[20];
        Arrays.fill(errors, 0.4);
        assertThat(told(new Schedule.Plateau(0.1, 2, 3), errors)).containsExactly(
                "the learning rate falls from 0.01 to 0.001 after epoch 3: the validation error has not been below 40.00%"
                        + " for 2 epochs (division 1 of 3)",
                "the learning rate falls from 0.001 to 0.0001 after epoch 5: the validation error has not been below 40.00%"
                        + " for 2 epochs (division 2 of 3)",
                "the learning rate falls from 0.0001 to 0.00001 after epoch 7: the validation error has not been below"
                        + " 40.00% for 2 epochs (division 3 of 3)",
                "the training ends after epoch 9: the validation error has not been below 40.00% for 2 epochs, and all 3"
                        + " divisions of the learning rate are done");
    }

    @Test
    void aStepSaysThatTheScheduleSaysSo() {
        assertThat(told(new Schedule.Steps(List.of(1, 3), 0.5), 1, 1, 1, 1)).containsExactly(
                "the learning rate falls from 0.01 to 0.005 after epoch 1: the schedule's step 1 of 2",
                "the learning rate falls from 0.005 to 0.0025 after epoch 3: the schedule's step 2 of 2");
        assertThat(told(new Schedule.Steps(List.of(1), 2), 1, 1)).first().asString()
                .contains("rises from 0.01 to 0.02");
    }

    @Test
    void whereTheRateStaysNothingIsTold() {
        assertThat(told(new Schedule.Constant(), 1, 1, 1)).isEmpty();
        assertThat(told(new Schedule.Plateau(0.1, 2, 3), 0.5, 0.4, 0.4, 0.3)).isEmpty();
    }

    @Test
    void aPlateauWithoutDivisionsSpeaksOfNone() {
        assertThat(told(new Schedule.Plateau(0.1, 1, 0), 0.5, 0.5)).containsExactly(
                "the training ends after epoch 2: the validation error has not been below 50.00% for 1 epoch");
    }
}
