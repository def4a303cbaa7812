package dev.netc.runtime.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;

import dev.netc.runtime.random.Stream.Purpose;
import org.junit.jupiter.api.Test;

class StreamTest {
    private static final Stream STREAM = new Stream(1, Purpose.INITIAL_VALUES, 3, 1);

    @Test
    void normalsHaveMeanZeroAndVarianceOne() {
        double[] draws = LongStream.range(0, 100_000).mapToDouble(STREAM::normal).toArray();
        double mean = LongStream.range(0, draws.length).mapToDouble(i -> draws[(int) i]).average().orElseThrow();
        double square = LongStream.range(0, draws.length).mapToDouble(i -> draws[(int) i] * draws[(int) i]).average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(square).isCloseTo(1, within(0.02));
    }

    @Test
    void uniformsFillTheUnitInterval() {
        double[] draws = LongStream.range(0, 10_000).mapToDouble(STREAM::uniform).sorted().toArray();
        assertThat(draws[0]).isBetween(0.0, 0.001);
        assertThat(draws[5_000]).isCloseTo(0.5, within(0.02));
        assertThat(draws[9_999]).isBetween(0.999, Math.nextDown(1.0));
    }

    @Test
    void drawsInBulkAreTheDrawsOneByOne() {
        double[] bulk = new double[7];
        STREAM.normals(10, 0.5, bulk);
        for (int i = 0; i < bulk.length; i++) {
            assertThat(bulk[i]).isEqualTo(0.5 * STREAM.normal(10 + i));
        }
    }

    @Test
    void singleDrawsAreTheDoubleDrawsRounded() {
        float[] singles = new float[1 << 18 | 1];
        double[] doubles = new double[singles.length];
        STREAM.normals(1L << 40, 0.01, singles);
        STREAM.normals(1L << 40, 0.01, doubles);
        for (int i = 0; i < singles.length; i++) {
            assertThat(Float.floatToRawIntBits(singles[i])).isEqualTo(Float.floatToRawIntBits((float) doubles[i]));
        }
    }

    @Test
    void seedPurposeAndNumbersEachMakeAnotherStream() {
        double draw = STREAM.uniform(0);
        assertThat(new Stream(2, Purpose.INITIAL_VALUES, 3, 1).uniform(0)).isNotEqualTo(draw);
        assertThat(new Stream(1, Purpose.ORDER, 3, 1).uniform(0)).isNotEqualTo(draw);
        assertThat(new Stream(1, Purpose.INITIAL_VALUES, 4, 1).uniform(0)).isNotEqualTo(draw);
        assertThat(new Stream(1, Purpose.INITIAL_VALUES, 3, 2).uniform(0)).isNotEqualTo(draw);
    }

    @Test
    void wholeNumbersStayBelowTheirBound() {
        assertThat(LongStream.range(0, 1000).mapToInt(i -> STREAM.below(i, 3)).distinct().sorted().toArray())
                .containsExactly(0, 1, 2);
    }

    @Test
    void aSecondNumberThatWouldRunIntoThePurposeIsRefused() {
        assertThatThrownBy(() -> new Stream(1, Purpose.ORDER, 0, 1 << 24)).isInstanceOf(IllegalArgumentException.class);
    }
}
