package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import dev.netc.program.Prepare;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Pixels DARK = new Pixels(1, 2, 3, new byte[]{0, 10, 20, 30, 40, 50});
    private static final Pixels LIGHT = new Pixels(1, 2, 3,
            new byte[]{(byte) 255, 110, 120, (byte) 130, (byte) 140, (byte) 150});

    private static PreparedPart part(List<Prepare> steps) {
        return new PreparedPart(TestData.part("set", DARK, LIGHT), new Preparation(3, new ImageSize(1, 1), steps),
                new CacheRoom(0));
    }

    private static PreparedMean mean(Prepare... steps) {
        PreparedPart part = part(List.of(steps));
        return PreparedMean.of(part.preparation(), PixelStatistics.measure(part, false), part.stored()).orElseThrow();
    }

    @Test
    void theMeanImageHasAPlaneAChannel() {
        PreparedMean mean = mean(new Prepare.MeanImage());
        assertThat(mean.shape()).containsExactly(3, 1, 2);
        assertThat(mean.values()).containsExactly(127.5, 80, 60, 90, 70, 100);
    }

    @Test
    void theMeanOfChannelsIsOverAllPixels() {
        PreparedMean mean = mean(new Prepare.MeanChannel());
        assertThat(mean.shape()).containsExactly(3);
        assertThat(mean.values()).containsExactly(103.75, 75, 85);
    }

    @Test
    void theMeanIsOfWhatTheStepsBeforeItGive() {
        assertThat(mean(new Prepare.Scale(0.5), new Prepare.OrderBgr(), new Prepare.MeanChannel()).values())
                .containsExactly(42.5, 37.5, 51.875);
        assertThat(mean(new Prepare.OrderBgr(), new Prepare.MeanImage()).values()).containsExactly(70, 100, 60, 90,
                127.5, 80);
        assertThat(mean(new Prepare.MeanValues(List.of(1.0, 2.0, 3.0)), new Prepare.MeanChannel()).values())
                .containsExactly(102.75, 73, 82);
        assertThat(mean(new Prepare.MeanChannel(), new Prepare.Scale(0.5)).values()).containsExactly(103.75, 75, 85);
    }

    @Test
    void nothingIsMeasuredWhereNothingIsAskedFor() {
        List<Prepare> steps = List.of(new Prepare.MeanValues(List.of(1.0, 2.0, 3.0)), new Prepare.Scale(2));
        PreparedPart part = part(steps);
        assertThat(PreparedMean.isIn(steps)).isFalse();
        assertThat(PreparedMean.of(part.preparation(), PixelStatistics.measure(part, false), part.stored())).isEmpty();
    }

    @Test
    void theCovarianceIsThatOfTheChannels() {
        double[][] covariance = PixelStatistics.measure(part(List.of()), true).covariance();
        double red = (0 + 900 + 255 * 255 + 130 * 130) / 4.0 - 103.75 * 103.75;
        double redGreen = (0 + 1200 + 255 * 110 + 130 * 140) / 4.0 - 103.75 * 75;
        assertThat(covariance[0][0]).isCloseTo(red, within(1e-9));
        assertThat(covariance[0][1]).isCloseTo(redGreen, within(1e-9)).isEqualTo(covariance[1][0]);
    }

    @Test
    void twoEigenvaluesAreKnown() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][]{{2, 1, 0}, {1, 2, 0}, {0, 0, 5}});
        assertThat(eigen.values()).containsExactly(new double[]{5, 3, 1}, within(1e-12));
        assertThat(eigen.vectors()[1]).containsExactly(new double[]{Math.sqrt(0.5), Math.sqrt(0.5), 0}, within(1e-12));
    }

    @Property(tries = 200)
    void aMatrixTimesItsEigenvectorIsTheEigenvalueTimesIt(
            @ForAll @Size(6) List<@DoubleRange(min = -100, max = 100) Double> m) {
        double[][] matrix = {{m.get(0), m.get(1), m.get(2)}, {m.get(1), m.get(3), m.get(4)},
            {m.get(2), m.get(4), m.get(5)}};
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        for (int k = 0; k < 3; k++) {
            double[] v = eigen.vectors()[k];
            for (int i = 0; i < 3; i++) {
                double product = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
                assertThat(product).isCloseTo(eigen.values()[k] * v[i], within(1e-9));
            }
        }
    }

    @Test
    void colourMovesAlongThePrincipalComponentByItsEigenvalue() {
        double variance = 0.04 * 255 * 255; // of grey: all channels as one, the only eigenvalue 3 * 0.04
        double[][] grey = {{variance, variance, variance}, {variance, variance, variance},
            {variance, variance, variance}};
        Draws draws = new Draws(7);
        float[] shift = new ColorComponents(grey).shift(draws, 2, 11, 0.1);
        double expected = 255 * draws.color(2, 11, 0) * 0.1 * 0.12 / Math.sqrt(3);
        assertThat(shift[0]).isCloseTo((float) expected, within(1e-4f));
        assertThat(shift[1]).isCloseTo(shift[0], within(1e-4f));
        assertThat(shift[2]).isCloseTo(shift[0], within(1e-4f));
    }

    @Test
    void colourNeedsThreeChannels() {
        assertThatThrownBy(() -> new ColorComponents(new double[][]{{1}})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 channels");
    }
}
