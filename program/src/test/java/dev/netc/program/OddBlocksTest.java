package dev.netc.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kernels a function is planned with. */
class OddBlocksTest {
    private static final int LANES = 16;
    private static final Step.Launch LAUNCH = new Step.Launch(0, "pairs", List.of(),
            List.of(Size.perTile(1, 2 * LANES)), WorkGroup.ANY, Work.UNKNOWN,
            new Step.OfOddBlocks("singles", List.of(Size.perTile(1, LANES))));
    private static final Step.Launch ALIKE = new Step.Launch(0, "pool", List.of(), List.of(Size.perTile(1, LANES)),
            WorkGroup.ANY);

    @ParameterizedTest(name = "{0} examples on {1} devices")
    @CsvSource({"16, 1, singles", "17, 1, pairs", "32, 1, pairs", "48, 1, singles", "128, 1, pairs", "32, 2, singles",
        "48, 2, pairs", "96, 2, singles", "128, 2, pairs"})
    void theLargestPartOfABatchDecides(int batch, int devices, String kernel) {
        Function planned = variant(devices).planned(new Function("train", List.of(), List.of(LAUNCH, ALIKE)), batch);
        assertThat(planned.steps()).extracting(step -> ((Step.Launch) step).kernel()).containsExactly(kernel, "pool");
    }

    @ParameterizedTest(name = "{0} blocks: {1} work-items")
    @CsvSource({"2, 1", "3, 3", "5, 5"})
    void singleBlocksAreAsManyWorkItems(int blocks, long items) {
        Step.Launch planned = LAUNCH.of(blocks);
        assertThat(planned.global().getFirst().at(blocks * LANES)).isEqualTo(items);
    }

    private static Variant variant(int devices) {
        return new Variant(Target.CPU, Precision.F32, LANES, devices, devices > 1, List.of(), List.of(), List.of());
    }
}
