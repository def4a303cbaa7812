package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PredictionsTest {

    @Test
    void theRankCountsTheClassesBefore() {
        double[] values = {0.1, 0.5, 0.3, 0.5};
        assertThat(Predictions.rank(values, 1)).isZero();
        assertThat(Predictions.rank(values, 3)).isEqualTo(1); // its equal comes first
        assertThat(Predictions.rank(values, 2)).isEqualTo(2);
        assertThat(Predictions.rank(values, 0)).isEqualTo(3);
    }

    @Test
    void aNetThatGivesNaNIsNeverRight() {
        double[] values = {Double.NaN, Double.NaN, Double.NaN};
        assertThat(Predictions.rank(values, 0)).isEqualTo(2);
        assertThat(Predictions.rank(new double[]{1, Double.NaN}, 0)).isEqualTo(1);
    }

    @Test
    void probabilitiesStayAndLogitsBecomeThem() {
        assertThat(Predictions.probabilities(new double[]{0.25, 0.75})).containsExactly(0.25, 0.75);
        assertThat(Predictions.probabilities(new double[]{1000, 1000 + Math.log(3)}))
                .containsExactly(new double[]{0.25, 0.75}, within(1e-12));
    }
}
