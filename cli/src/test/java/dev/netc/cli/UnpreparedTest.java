package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A net that images are fed to as they are, whose weights others may have made of prepared ones. */
class UnpreparedTest {
    private static final String TRAIN = """
            input label: class(10)
            train {
              loss cross_entropy(scores, label)
              epochs 1
              optimizer sgd(rate: 0.0001)
              %s
            }
            """;

    @TempDir
    private Path folder;

    private Path model(String name, String more) throws IOException {
        return Files.writeString(folder.resolve(name), """
                net Small {
                  input image: [1, 8, 8]
                  scores = image -> dense(10)
                  output probabilities = softmax(scores)
                  %s
                }
                """.formatted(more));
    }

    /** Weights with nothing said of where they are from. */
    private Path foreign(Path run) throws IOException {
        Path file = folder.resolve("foreign.safetensors");
        Safetensors.write(file, Safetensors.read(run.resolve("last.safetensors")).tensors(), Map.of());
        return file;
    }

    private Path trained(Path model) {
        Path run = folder.resolve("run");
        Outcome outcome = Outcome.of("train", model, "--data", "digits", "--run", run, "--devices", "0");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return run;
    }

    private static JsonNode warnings(Path model, Path weights) {
        return Outcome.of("eval", model, "--weights", weights, "--data", "digits", "--devices", "0", "--json").json()
                .get("warnings");
    }

    @Test
    void whereNothingIsPreparedThatIsSaidOnce() throws IOException {
        Path plain = model("plain.net", TRAIN.formatted(""));
        Path run = trained(plain);
        Path weights = foreign(run);
        Path inference = model("inference.net", "");
        assertThat(warnings(inference, weights)).hasSize(1);
        assertThat(warnings(inference, weights).at("/0/message").asText()).contains("inference.net has no `prepare`",
                "`prepare scale(1)`");
        assertThat(warnings(plain, weights)).hasSize(1);
        assertThat(warnings(plain, run.resolve("last.safetensors"))).as("learnt here, from images as they are")
                .isEmpty();
        assertThat(warnings(model("said.net", TRAIN.formatted("prepare scale(1)")), weights)).isEmpty();
    }

    @Test
    void predictSaysSoToo() throws IOException {
        Path weights = foreign(trained(model("plain.net", TRAIN.formatted(""))));
        Path image = folder.resolve("image.png");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
        Outcome seen = Outcome.of("predict", model("inference.net", ""), image, image, "--weights", weights,
                "--devices",
                "0");
        assertThat(seen.status()).as(seen.err()).isZero();
        assertThat(seen.err()).containsOnlyOnce("has no `prepare`");
    }
}
