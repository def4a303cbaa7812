package dev.netc.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"2, 16, 128, 64 64", "2, 16, 20, 16 4", "2, 16, 35, 32 3", "2, 16, 17, 16 1", "2, 16, 16, 8 8",
        "2, 16, 3, 2 1", "2, 16, 1, 1 0", "3, 16, 100, 48 32 20", "3, 1, 7, 3 2 2", "5, 4, 4, 1 1 1 1 0"})
    void tilesAreDividedAndWhereThereAreTooFewExamplesAre(int devices, int lanes, int batch, String expected) {
        assertThat(shares(devices, lanes, batch)).map(s -> Integer.toString(s.count()))
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void sharesCoverTheBatchAndNoneIsLargerThanWhatMemoryIsPlannedFor() {
        for (int devices = 1; devices <= 5; devices++) {
            for (int lanes : new int[]{1, 4, 16}) {
                for (int batch = 1; batch <= 200; batch++) {
                    int next = 0;
                    for (Share share : shares(devices, lanes, batch)) {
                        assertThat(share.first()).isEqualTo(next);
                        assertThat(share.rows()).isLessThanOrEqualTo(Share.largest(devices, lanes, batch));
                        next += share.count();
                    }
                    assertThat(next).isEqualTo(batch);
                }
            }
        }
    }

    @Test
    void aSmallerBatchNeverNeedsMoreMemory() {
        for (int batch = 2; batch <= 200; batch++) {
            assertThat(Share.largest(3, 16, batch - 1)).isLessThanOrEqualTo(Share.largest(3, 16, batch));
        }
    }

    @Test
    void aDeviceOfAVariantThatIsNotSplitHasTheWholeBatch() {
        Variant variant = new Variant(Target.CPU, Precision.F32, 16, 2, List.of(), List.of(), List.of());
        assertThat(variant.share(1, 35)).isEqualTo(new Share(0, 35));
        assertThat(variant.largestShare(35)).isEqualTo(35);
    }

    private static List<Share> shares(int devices, int lanes, int batch) {
        return IntStream.range(0, devices).mapToObj(d -> Share.of(d, devices, lanes, batch)).toList();
    }
}
