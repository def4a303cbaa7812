package dev.netc.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static final Program PROGRAM = new Program(1, "Small", List.of(), List.of(),
            List.of(parameter("fc.weight", 2, 3), parameter("fc.bias", 2)), null, List.of());
    private static final Tensor WEIGHT = Tensor.of(new float[6], 2, 3);
    private static final Tensor BIAS = Tensor.of(new float[2], 2);
    private static final Tensor MEAN = Tensor.of(new float[]{1, 2, 3}, 3);

    @Test
    void tensorsOfTheRightNamesAndShapesFit() {
        Weights weights = Weights.of(PROGRAM,
                Map.of("fc.bias", BIAS, "fc.weight", WEIGHT, "prepare.mean", MEAN, "prepare.color", MEAN), "w");
        assertThat(weights.parameters().keySet()).containsExactly("fc.weight", "fc.bias");
        assertThat(weights.mean()).contains(MEAN);
    }

    @Test
    void namesThatDoNotFitAreMetWithBothListsAndTheLikelyPairs() {
        assertThatThrownBy(
                () -> Weights.of(PROGRAM, Map.of("fc.b", BIAS, "linear.weight", WEIGHT), "old.safetensors"))
                .isInstanceOf(WeightsException.class).hasMessage("""
                        old.safetensors does not fit net Small:
                          the net wants, and does not find
                            fc.weight  [2, 3]
                            fc.bias  [2]
                          the file holds, and the net does not know
                            fc.b  F32 [2]
                            linear.weight  F32 [2, 3]
                          likely meant
                            linear.weight -> fc.weight
                            fc.b -> fc.bias""");
    }

    @Test
    void aShapeThatDoesNotFitIsSaidBesideItsName() {
        assertThatThrownBy(() -> Weights.of(PROGRAM, Map.of("fc.bias", BIAS, "fc.weight", MEAN), "w"))
                .hasMessageContaining("fc.weight -> fc.weight (but its shape is [3], not [2, 3])");
    }

    @Test
    void aTensorTooManyIsAMisfitToo() {
        assertThatThrownBy(
                () -> Weights.of(PROGRAM, Map.of("fc.bias", BIAS, "fc.weight", WEIGHT, "fc2.bias", BIAS), "w"))
                .hasMessageContaining("the net wants, and does not find: nothing")
                .hasMessageContaining("fc2.bias  F32 [2]");
    }

    private static Parameter parameter(String name, Integer... shape) {
        return new Parameter(name, List.of(shape), 1, new Initializer.Constant(0), 1, 1);
    }
}
