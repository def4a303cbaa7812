package dev.netc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netc.compiler.FunctionKind;
import org.junit.jupiter.api.Test;

/** That both nets run and are counted; how fast is no test's business. */
class FusionTest {
    @Test
    void aConvolutionAndItsUpdateTakeFewerKernelsWhereTheyAreFused() {
        Fusion.Result result = Fusion.measure(
                new Fusion.Case("small", "[3, 8, 8]", "conv(4, 3) -> relu -> lrn -> maxpool(2)", FunctionKind.UPDATE),
                16, 1);
        assertThat(result.kernelsFused()).isPositive().isLessThan(result.kernelsUnfused());
        assertThat(result.fused()).isPositive();
        assertThat(result.unfused()).isPositive();
    }
}
