package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SqueezeNet with its authors' weights, by the names of the language, gives what another program computed of six photographs. */
class SqueezeNetTest {
    private static final Path DATA = Path.of("").toAbsolutePath().getParent().resolveSibling("shared/data");
    private static final Path FOLDER = DATA.resolve("squeezenet");
    private static final Path WEIGHTS = FOLDER.resolve("squeezenet_v1.0.safetensors");
    private static final List<Integer> CROPS = List.of(0, 50, 100, 150, 200, 250);
    private static final int SIDE = 227;
    private static final int CLASSES = 1000;
    /** Blue, green and red, as in {@code prepare order(bgr), mean([104, 117, 123])}. */
    private static final float[] MEANS = {104, 117, 123};

    @TempDir
    private Path folder;

    @BeforeEach
    void weightsAreThere() {
        assumeTrue(Files.exists(WEIGHTS), "no weights at " + WEIGHTS);
    }

    @Test
    void theScoresOfSixCropsAreThoseComputedElsewhere() throws IOException {
        Path inputs = folder.resolve("inputs.safetensors");
        Path outputs = folder.resolve("outputs.safetensors");
        Safetensors.write(inputs, Map.of("image", crops()), Map.of());
        Outcome outcome = Outcome.of("run", Outcome.model("squeezenet.net"), "--weights", WEIGHTS, "--inputs", inputs,
                "--outputs", outputs);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        Tensor scores = Safetensors.read(outputs).tensors().get("scores");
        for (int i = 0; i < CROPS.size(); i++) {
            float[] expected = expected(CROPS.get(i));
            for (int c = 0; c < CLASSES; c++) {
                assertThat(scores.doubleAt(i * CLASSES + c)).as("crop %s, class %s", CROPS.get(i), c)
                        .isCloseTo(expected[c], within(1e-3));
            }
        }
    }

    @Test
    void aPhotographIsPreparedAsTheModelSaysAndNamed() {
        Outcome outcome = Outcome.of("predict", Outcome.model("squeezenet.net"), "--weights", WEIGHTS, "--classes",
                DATA.resolve("imagenet-synset_words.txt"), "--json", FOLDER.resolve("crop227_150.png"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.json().at("/images/0/classes/0/name").asText()).isEqualTo("sea lion");
    }

    /** {@code [6, 3, 227, 227]}: blue, green, red, minus their means. */
    private static Tensor crops() throws IOException {
        float[] values = new float[CROPS.size() * MEANS.length * SIDE * SIDE];
        int at = 0;
        for (int crop : CROPS) {
            BufferedImage image = ImageIO.read(FOLDER.resolve("crop227_%03d.png".formatted(crop)).toFile());
            for (int channel = 0; channel < MEANS.length; channel++) {
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    int rgb = image.getRGB(pixel % SIDE, pixel / SIDE);
                    values[at++] = (rgb >> (8 * channel) & 0xff) - MEANS[channel];
                }
            }
        }
        return Tensor.of(values, CROPS.size(), MEANS.length, SIDE, SIDE);
    }

    private static float[] expected(int crop) throws IOException {
        byte[] bytes = Files.readAllBytes(FOLDER.resolve("squeezenet_pool_final_%03d_f32.bin".formatted(crop)));
        float[] values = new float[CLASSES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
