package dev.netc.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StartingWeightsTest {
    private static final Program PROGRAM = program(new Prepare.MeanImage());

    private static Program program(Prepare step) {
        Training training = new Training("image", "label", 4, 1, 1, 1, 1, 0, 0, new Schedule.Constant(), List.of(step),
                List.of());
        return new Program(1, "Small", List.of(), List.of(), List.of(parameter("conv1.weight", 20, 1, 5, 5),
                parameter("conv1.bias", 20), parameter("fc2.weight", 4, 500), parameter("fc2.bias", 4)), training,
                List.of());
    }

    private static Parameter parameter(String name, Integer... shape) {
        return new Parameter(name, List.of(shape), 1, new Initializer.Constant(0), 1, 1);
    }

    private static Tensor zeros(int... shape) {
        return Tensor.of(new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)],
                Arrays.stream(shape).asLongStream().toArray());
    }

    /** Weights of a net with ten classes. */
    private static Map<String, Tensor> tenClasses() {
        return new LinkedHashMap<>(Map.of("conv1.weight", zeros(20, 1, 5, 5), "conv1.bias", zeros(20), "fc2.weight",
                zeros(10, 500), "fc2.bias", zeros(10)));
    }

    private static StartingWeights start(Map<String, Tensor> tensors) {
        return StartingWeights.of(PROGRAM, tensors, "start.safetensors");
    }

    @Test
    void aLayerOfAnotherSizeStartsAnewAndIsShownWithBothShapes() {
        StartingWeights start = start(tenClasses());
        assertThat(start.parameters().keySet()).containsExactly("conv1.weight", "conv1.bias");
        assertThat(start.fresh()).map(Parameter::name).containsExactly("fc2.weight", "fc2.bias");
        assertThat(start.doubts()).isEmpty();
        assertThat(start.text()).isEqualTo("""
                start.safetensors: 2 of the net's 4 parameters start from it
                  new, and from the model's initial values
                    fc2.weight  [4, 500]  (the file's is F32 [10, 500])
                    fc2.bias  [4]  (the file's is F32 [10])""");
    }

    @Test
    void aLayerThatOnlyOneSideHasIsListedThere() {
        Map<String, Tensor> file = tenClasses();
        file.remove("fc2.weight");
        file.put("fc6.weight", zeros(7, 500));
        assertThat(start(file).text()).contains("\n    fc2.weight  [4, 500]\n",
                "\n  the file holds, and the net does not know\n    fc6.weight  F32 [7, 500]");
    }

    @Test
    void whereAllFitsThatIsSaidInALine() {
        Map<String, Tensor> file = tenClasses();
        file.put("fc2.weight", zeros(4, 500));
        file.put("fc2.bias", zeros(4));
        assertThat(start(file).text()).isEqualTo("start.safetensors: all 4 parameters start from it");
    }

    @Test
    void theMeanIsTheNewImages() {
        Map<String, Tensor> file = tenClasses();
        file.put("prepare.mean", zeros(1, 28, 28));
        assertThat(start(file).text()).endsWith(
                "\n  the mean is measured on the images to train with; the file's is left out");
        assertThat(StartingWeights.of(program(new Prepare.Scale(2)), file, "start").text()).doesNotContain("mean");
    }

    @Test
    void aMatrixTheOtherWayRoundIsDoubtful() {
        Map<String, Tensor> file = tenClasses();
        file.put("fc2.weight", zeros(500, 4));
        assertThat(start(file).doubts())
                .containsExactly("start.safetensors: fc2.weight is [500, 4], the net's [4, 500]:"
                        + " the other way round, it would fit; the net's starts anew");
    }

    @Test
    void soIsALayerThatSeemsRenamed() {
        Map<String, Tensor> file = tenClasses();
        file.put("conv1.b", file.remove("conv1.bias"));
        assertThat(start(file).doubts()).containsExactly("start.safetensors: conv1.b has the shape of conv1.bias, which"
                + " starts anew: if it is meant, it needs that name");
    }

    @Test
    void soAreAsManyNumbersInAnotherShapeAndNumbersThatAreNotReal() {
        Map<String, Tensor> file = tenClasses();
        file.put("fc2.weight", zeros(4, 20, 5, 5));
        file.put("fc2.bias", Tensor.of(new int[4], 4));
        assertThat(start(file).doubts()).containsExactly(
                "start.safetensors: fc2.weight is [4, 20, 5, 5], the net's [4, 500], which are as many numbers: in that"
                        + " shape, it would fit; the net's starts anew",
                "start.safetensors: fc2.bias holds I32, not real numbers; the net's starts anew");
    }

    @Test
    void whereNothingFitsItIsAnError() {
        assertThatThrownBy(() -> start(Map.of("module.conv1.weight", zeros(20, 1, 5, 5))))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith("start.safetensors does not fit net Small:")
                .hasMessageContaining("module.conv1.weight -> conv1.weight")
                .hasMessageEndingWith("0 of the net's 4 parameters fit");
    }
}
