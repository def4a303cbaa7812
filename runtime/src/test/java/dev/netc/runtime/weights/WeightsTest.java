package dev.netc.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.program.Images;
import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.ErrorPages;
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
    void namesThatDoNotFitAreMetWithBothListsAndTheLikelyPairs() throws IOException {
        Program program = program(parameter("conv1.weight", 20, 1, 5, 5), parameter("conv1.bias", 20),
                parameter("fc2.weight", 500, 2880), parameter("fc3.weight", 10, 500), parameter("fc3.bias", 10));
        Map<String, Tensor> file = Map.of("conv1.weight", zeros(20, 1, 5, 5), "conv1.b", zeros(20), "fc2.weight",
                zeros(2880, 500), "fc3.weight", zeros(100, 500), "fc3.bias", zeros(10));
        String message = "error[weights]: " + misfit(program, file) + "\n";
        assertThat(ErrorPages.printed("weights/do-not-fit", message)).isEqualTo(message);
    }

    @Test
    void namesAsLongAsAFileAreShownInPart() {
        Map<String, Tensor> file = IntStream.range(0, 200).boxed()
                .collect(Collectors.toMap(i -> "x".repeat(100_000) + i, i -> zeros(2)));
        assertThat(misfit(program(parameter("fc.bias", 2)), file)).contains("x".repeat(80) + "…  F32 [2]")
                .doesNotContain("x".repeat(81)).doesNotContain("likely meant");
    }

    @Test
    void ofManyThatDoNotFitTheBeginningIsShown() {
        Parameter[] wanted = IntStream.range(0, 100).mapToObj(i -> parameter("layer" + i + ".weight", 2))
                .toArray(Parameter[]::new);
        Map<String, Tensor> file = IntStream.range(0, 100).boxed()
                .collect(Collectors.toMap(i -> "module.layer" + i + ".weight", i -> zeros(2)));
        assertThat(misfit(program(wanted), file).lines())
                .hasSizeLessThan(50).contains("    and 88 more", "  0 of the net's 100 parameters fit",
                        "    module.layer7.weight -> layer7.weight");
    }

    @Test
    void aMeanOfAnotherKindIsMetWithBothShapes() {
        Training training = new Training("image", "label", 2, 1, 1, 1, 1, 0, 0, new Schedule.Constant(),
                List.of(new Prepare.MeanImage()), List.of());
        Program program = new Program(1, "Small", List.of(), List.of(), List.of(), training,
                new Images("image", 8, 8, 3), List.of());
        assertThat(Weights.of(program, Map.of("prepare.mean", zeros(3, 8, 8)), "w").mean()).isPresent();
        assertThat(misfit(program, Map.of("prepare.mean", MEAN)))
                .isEqualTo("old.safetensors does not fit net Small: its"
                        + " prepare.mean is F32 [3]; the net subtracts a mean image, [3, height, width]");
    }

    private static String misfit(Program program, Map<String, Tensor> file) {
        return catchThrowableOfType(WeightsException.class, () -> Weights.of(program, file, "old.safetensors"))
                .getMessage();
    }

    private static Program program(Parameter... parameters) {
        return new Program(1, "Small", List.of(), List.of(), List.of(parameters), null, List.of());
    }

    private static Tensor zeros(int... shape) {
        return Tensor.of(new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)],
                Arrays.stream(shape).asLongStream().toArray());
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
