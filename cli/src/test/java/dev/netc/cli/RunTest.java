package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors in, tensors out: which, and by what options. */
class RunTest {
    private static final Path COLUMNS = Outcome.resource("oracle/columns");

    @TempDir
    private Path folder;

    private Map<String, Tensor> columns(Object... more) throws IOException {
        Path outputs = folder.resolve("outputs.safetensors");
        Outcome outcome = Outcome.of(Stream.concat(Stream.of("run", COLUMNS.resolve("model.net"), "--inputs",
                COLUMNS.resolve("inputs.safetensors"), "--outputs", outputs), Stream.of(more)).toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return Safetensors.read(outputs).tensors();
    }

    @Test
    void allWritesEveryNamedValueWithTheChannelsOfAllColumns() throws IOException {
        Map<String, Tensor> found = columns("--all", "--devices", "0");
        assertThat(found.keySet()).contains("probabilities", "conv1", "conv2", "conv3", "conv4", "fc6", "fc8", "loss");
        assertThat(found.get("conv1").shape()).isEqualTo(List.of(6L, 32L, 7L, 7L));
        assertThat(found.get("fc6").shape()).isEqualTo(List.of(6L, 64L));
        assertThat(found.get("loss").shape()).isEqualTo(List.of(1L));
        assertThat(found.keySet()).noneMatch(name -> name.startsWith("grad."));
    }

    @Test
    void withoutWeightsTheInitialValuesAreUsedAndWrittenAndTheSeedDrawsThem() throws IOException {
        Map<String, Tensor> one = columns("--devices", "0");
        assertThat(one.get("param.conv1.weight").shape()).isEqualTo(List.of(32L, 3L, 7L, 7L));
        assertThat(columns("--devices", "0.0,0.1")).isEqualTo(one);
        assertThat(columns("--devices", "0", "--seed", "2").get("param.conv1.weight")).isNotEqualTo(
                one.get("param.conv1.weight"));
    }

    @Test
    void f64WritesF64() throws IOException {
        assertThat(columns("--devices", "0", "--precision", "f64").values()).allMatch(t -> t.type() == Tensor.Type.F64);
    }

    @Test
    void dropoutDropsOnlyWhereItIsAskedFor() throws IOException {
        Path model = Files.writeString(folder.resolve("dropout.net"), """
                net Dropout {
                  input x: [64]
                  input label: class(4)
                  logits = x -> dropout(0.5, scale: test) -> dense(4)
                  output y = logits -> softmax
                  train { loss cross_entropy(logits, label) optimizer sgd(rate: 0.1) }
                }
                """);
        Path inputs = write(Map.of("x", Tensor.of(new float[192], 3, 64), "label", Tensor.of(new long[]{0, 1, 3}, 3)));
        Path ones = write(Map.of("x", filled(192), "label", Tensor.of(new long[]{0, 1, 3}, 3)));
        assertThat(loss(model, inputs)).isEqualTo((float) Math.log(4));
        assertThat(loss(model, ones, "--dropout")).isNotEqualTo(loss(model, ones));
        assertThat(loss(model, ones, "--dropout")).isEqualTo(loss(model, ones, "--dropout"));
    }

    private static Tensor filled(int count) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, 1);
        return Tensor.of(values, 3, count / 3);
    }

    private float loss(Path model, Path inputs, Object... more) throws IOException {
        Path outputs = folder.resolve("outputs.safetensors");
        Outcome outcome = Outcome.of(Stream.concat(
                Stream.of("run", model, "--inputs", inputs, "--outputs", outputs, "--devices", "0"), Stream.of(more))
                .toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return Safetensors.read(outputs).tensors().get("loss").floatAt(0);
    }

    private Path write(Map<String, Tensor> tensors) throws IOException {
        Path file = Files.createTempFile(folder, "inputs", ".safetensors");
        Safetensors.write(file, tensors, Map.of());
        return file;
    }

    @Test
    void inputsThatDoNotFitAreErrorsInWords() throws IOException {
        assertThat(failure(write(Map.of("imgae", Tensor.of(new float[4], 1, 4)))))
                .contains("the net has no input `imgae`", "image [batch, 3, 35, 35]", "label [batch]");
        assertThat(failure(write(Map.of("label", Tensor.of(new int[]{1}, 1)))))
                .contains("there is no tensor `image`");
        assertThat(failure(write(Map.of("image", Tensor.of(new float[3 * 35 * 35], 1, 3, 35, 35), "label",
                Tensor.of(new int[]{1, 2}, 2))))).contains("the batch comes first");
        assertThat(failure(write(Map.of("image", Tensor.of(new float[35 * 35], 1, 1, 35, 35))))).contains("image");
        assertThat(failure(write(Map.of("image", Tensor.of(new float[3 * 35 * 35], 1, 3, 35, 35), "label",
                Tensor.of(new int[]{10}, 1))))).contains("label");
    }

    @Test
    void gradientsWithoutALabelAreAnErrorThatSaysWhatIsMissing() throws IOException {
        Path image = write(Map.of("image", Tensor.of(new float[3 * 35 * 35], 1, 3, 35, 35)));
        assertThat(failure(image, "--gradients")).contains("there is no tensor `label`, so there is no loss");
    }

    private String failure(Path inputs, Object... more) {
        Outcome outcome = Outcome.of(Stream.concat(Stream.of("run", COLUMNS.resolve("model.net"), "--devices", "0",
                "--inputs", inputs, "--outputs", folder.resolve("none.safetensors")), Stream.of(more)).toArray());
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(inputs.toString()).doesNotContain("Exception", "\tat ");
        return outcome.err();
    }

    @Test
    void aDeviceThatIsNotThereEndsWithStatusThree() {
        Outcome outcome = Outcome.of("run", COLUMNS.resolve("model.net"), "--inputs",
                COLUMNS.resolve("inputs.safetensors"), "--outputs", folder.resolve("o"), "--devices", "77", "--json");
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).contains("There is no device 77");
        assertThat(outcome.json().at("/errors/0/code").asText()).isEqualTo("device");
    }

    @Test
    void weightsThatDoNotFitAreShownWithBothLists() throws IOException {
        Outcome outcome = Outcome.of("run", COLUMNS.resolve("model.net"), "--inputs",
                COLUMNS.resolve("inputs.safetensors"), "--outputs", folder.resolve("o"), "--devices", "0", "--weights",
                write(Map.of("conv1.wieght", Tensor.of(new float[32 * 147], 32, 3, 7, 7))));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("conv1.wieght -> conv1.weight");
    }
}
