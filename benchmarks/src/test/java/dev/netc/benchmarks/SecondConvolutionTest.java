package dev.netc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That the benchmark measures a kernel that computes; how fast is no test's business. */
class SecondConvolutionTest {
    private static final int LANES = 16;

    @Test
    void theKernelFillsItsResultAndCountsItsWork() {
        SecondConvolution benchmark = new SecondConvolution();
        benchmark.batch = LANES;
        benchmark.device = "0";
        KernelBenchmark.Flops work = new KernelBenchmark.Flops();
        benchmark.count();
        try {
            benchmark.forward(work);
            float least = Float.POSITIVE_INFINITY;
            float greatest = Float.NEGATIVE_INFINITY;
            for (float value : benchmark.kernel().result(128 * 27 * 27 * LANES)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
            assertThat(work.gflops).isEqualTo(2e-9 * 128 * 27 * 27 * 48 * 5 * 5 * LANES);
            // after ReLU and normalisation; of the normal draws that lay there before every other one is below zero
            assertThat(least).isZero();
            assertThat(greatest).isPositive().isFinite();
        } finally {
            benchmark.close();
        }
    }
}
