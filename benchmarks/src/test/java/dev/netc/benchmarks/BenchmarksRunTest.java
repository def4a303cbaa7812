package dev.netc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

/** That JMH finds, runs and reports the benchmarks. */
class BenchmarksRunTest {
    private static void assertReports(Collection<RunResult> results, int benchmarks, String row) {
        assertThat(results).hasSize(benchmarks).allSatisfy(result -> {
            assertThat(result.getPrimaryResult().getScore()).isPositive();
            assertThat(result.getSecondaryResults().get(row).getScore()).isPositive();
        });
    }

    @Test
    void contractions() throws Exception {
        assertReports(ShortRun.of(ContractionKernels.class, "layer", "CONV_1X1", "batch", "16"), 3, "gflops");
    }

    @Test
    void layersWithoutWeights() throws Exception {
        assertReports(ShortRun.of(MemoryKernels.class, "layer", "SOFTMAX", "batch", "16"), 2, "gigabytes");
    }

    @Test
    void wholeSteps() throws Exception {
        assertReports(ShortRun.of(WholeSteps.class, "model", "digits", "batch", "16", "devices", "0.0+0.1"), 2,
                "images");
    }
}
