package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of six dimensions and biases of three travel to devices and back, in every layout and over three columns. */
class LocalRunTest {
    private static final int BATCH = 5;
    private static final int FILTERS = 3 * 7;
    private static final int POSITIONS = 3 * 2;

    @TempDir
    private Path folder;

    /** With a window of one pixel and one channel, a position's result is its weight times its pixel plus its bias. */
    @ParameterizedTest
    @ValueSource(strings = {"--devices 0", "--devices 0.0,0.1", "--devices 0 --recipe plain"})
    void everyPositionIsMadeWithItsOwnWeightAndBias(String options) throws IOException {
        Map<String, Tensor> found = run(options);
        Tensor image = inputs().get("image");
        Tensor weight = weights().get("a.weight");
        Tensor bias = weights().get("a.bias");
        assertThat(found.get("a").shape()).isEqualTo(List.of((long) BATCH, (long) FILTERS, 3L, 2L));
        for (int i = 0; i < found.get("a").elements(); i++) {
            int own = i % (FILTERS * POSITIONS);
            int pixel = i / (FILTERS * POSITIONS) * POSITIONS + i % POSITIONS;
            double expected = weight.doubleAt(own) * image.doubleAt(pixel) + bias.doubleAt(own);
            assertThat(found.get("a").doubleAt(i)).isCloseTo(expected, within(1e-12));
        }
    }

    /** Without momentum and decay one step takes the rate times the gradient away from every number. */
    @ParameterizedTest
    @ValueSource(strings = {"a.weight", "a.bias", "b.weight", "b.bias"})
    void aStepChangesEveryNumberByItsOwnGradient(String parameter) throws IOException {
        Map<String, Tensor> cpu = run("--devices 0");
        Map<String, Tensor> plain = run("--devices 0 --recipe plain");
        Tensor start = weights().get(parameter);
        for (int i = 0; i < start.elements(); i++) {
            double gradient = cpu.get("grad." + parameter).doubleAt(i);
            assertThat(cpu.get("param." + parameter).doubleAt(i))
                    .isCloseTo(start.doubleAt(i) - 0.25 * gradient, within(1e-12));
            assertThat(plain.get("grad." + parameter).doubleAt(i)).isCloseTo(gradient, within(1e-12));
        }
    }

    @Test
    void threeColumnsGiveTheSameBitsOnOneDeviceAndOnTwo() throws IOException {
        assertThat(run("--devices 0.0,0.1")).isEqualTo(run("--devices 0"));
    }

    private Map<String, Tensor> run(String options) throws IOException {
        Path model = Files.writeString(folder.resolve("positions.net"), """
                net Positions {
                  input image: [1, 3, 2]
                  input label: class(4)
                  columns 3 {
                    a = image -> local(7, 1)
                  }
                  b = all(a) -> relu -> local(4, 2, pad: end(1))
                  logits = b -> avgpool(all)
                  output scores = logits
                  train { loss cross_entropy(logits, label) optimizer sgd(rate: 0.25) }
                }
                """);
        Path outputs = folder.resolve("outputs.safetensors");
        Outcome outcome = Outcome.of(Stream.concat(
                Stream.of("run", model, "--weights", file("weights", weights()), "--inputs", file("inputs", inputs()),
                        "--outputs", outputs, "--all", "--gradients", "--steps", "1", "--precision", "f64"),
                Stream.of(options.split(" ", -1))).toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return Safetensors.read(outputs).tensors();
    }

    private Path file(String name, Map<String, Tensor> tensors) throws IOException {
        Path file = folder.resolve(name + ".safetensors");
        Safetensors.write(file, tensors, Map.of());
        return file;
    }

    private static Map<String, Tensor> inputs() {
        Map<String, Tensor> inputs = new HashMap<>();
        inputs.put("image", draws(1, BATCH, 1, 3, 2));
        inputs.put("label", Tensor.of(new int[]{0, 3, 1, 2, 3}, BATCH));
        return inputs;
    }

    private static Map<String, Tensor> weights() {
        return Map.of("a.weight", draws(2, FILTERS, 3, 2, 1, 1, 1), "a.bias", draws(3, FILTERS, 3, 2), "b.weight",
                draws(4, 4, 3, 2, FILTERS, 2, 2), "b.bias", draws(5, 4, 3, 2));
    }

    private static Tensor draws(long seed, long... shape) {
        Random random = new Random(seed);
        double[] values = new double[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        java.util.Arrays.setAll(values, i -> random.nextGaussian());
        return Tensor.of(values, shape);
    }
}
