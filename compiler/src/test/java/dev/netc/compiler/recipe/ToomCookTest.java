package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ToomCookTest {
    @ParameterizedTest(name = "{0} outputs of {1} taps")
    @MethodSource("all")
    void makesTheSumsThatACorrelationMakes(int outputs, int taps) {
        ToomCook way = ToomCook.of(outputs, taps);
        Random random = new Random(3);
        double[] numbers = random.doubles(way.products(), -1, 1).toArray();
        double[] weights = random.doubles(taps, -1, 1).toArray();
        double[] products = IntStream.range(0, way.products())
                .mapToDouble(p -> dot(way.ofNumbers(p), numbers) * dot(way.ofTaps(p), weights)).toArray();
        for (int o = 0; o < outputs; o++) {
            int first = o;
            double expected = IntStream.range(0, taps).mapToDouble(t -> numbers[first + t] * weights[t]).sum();
            assertThat(dot(way.ofOutput(o), products)).as("output %d", o).isCloseTo(expected, within(1e-14));
        }
    }

    static Stream<Arguments> all() {
        return IntStream.of(1, 3, 4, 5).boxed().flatMap(n -> Stream.concat(
                IntStream.of(ToomCook.outputs(n)).mapToObj(outputs -> Arguments.of(outputs, n)),
                IntStream.of(ToomCook.taps(n)).mapToObj(taps -> Arguments.of(n, taps)))).distinct();
    }

    private static double dot(double[] left, double[] right) {
        return IntStream.range(0, left.length).mapToDouble(i -> left[i] * right[i]).sum();
    }
}
