package dev.netc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netc.compiler.FunctionKind;
import dev.netc.program.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the kernels measured are those of the layer, and compute. */
class KernelNetsTest {
    private static final int LANES = 16;

    @ParameterizedTest
    @EnumSource(MemoryKernels.Layer.class)
    void everyLayerWithoutWeightsHasItsKernels(MemoryKernels.Layer layer) {
        for (boolean gradient : new boolean[]{false, true}) {
            try (KernelOnDevice kernel = layer.open(gradient, LANES, "0")) {
                kernel.run();
                assertThat(kernel.result(LANES)).doesNotContain(Float.NaN);
                assertThat(kernel.bytes()).isPositive();
            }
        }
    }

    @Test
    void multiplyAddsAreThoseOfTheLayerAlone() {
        assertThat(ContractionKernels.Layer.CONV_5X5.multiplyAdds()).isEqualTo(128L * 27 * 27 * 48 * 5 * 5);
        assertThat(ContractionKernels.Layer.CONV_GROUPED.multiplyAdds()).isEqualTo(256L * 27 * 27 * 48 * 5 * 5);
        assertThat(ContractionKernels.Layer.DENSE.multiplyAdds()).isEqualTo(2048L * 9216);
    }

    @ParameterizedTest
    @EnumSource(ContractionKernels.Layer.class)
    void everyLayerHasKernelsForItsThreeParts(ContractionKernels.Layer layer) {
        for (int batch : new int[]{LANES, 8 * LANES}) {
            assertHas(layer, FunctionKind.INFER, "forward", batch);
            assertHas(layer, FunctionKind.GRADIENTS, "input_gradient", batch);
            assertHas(layer, FunctionKind.GRADIENTS, "weight_gradient", batch);
        }
        assertComputes(layer, FunctionKind.INFER, "forward");
        assertComputes(layer, FunctionKind.GRADIENTS, "input_gradient");
        assertComputes(layer, FunctionKind.GRADIENTS, "weight_gradient");
    }

    private static void assertComputes(ContractionKernels.Layer layer, FunctionKind function, String part) {
        try (KernelOnDevice kernel = layer.open(function, part, LANES, "0")) {
            float[] before = kernel.result(LANES);
            kernel.run();
            assertThat(kernel.result(LANES)).doesNotContain(Float.NaN).isNotEqualTo(before);
        }
    }

    private static void assertHas(ContractionKernels.Layer layer, FunctionKind function, String part, int batch) {
        Variant variant = KernelNets.compile(layer.network(), function, "0");
        assertThat(KernelNets.launches(variant, function, name -> name.contains(part), batch)).isNotEmpty();
    }
}
