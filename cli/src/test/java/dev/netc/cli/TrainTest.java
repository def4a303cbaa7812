package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training, then testing and asking what was learnt, as a person would type it. */
class TrainTest {
    /** Reads 8 x 8 of images that are larger, so that the size of the images is compiled in. */
    private static final String TINY = """
            net Tiny(classes = 2) {
              input image: [1, 8, 8]
              input label: class(classes)
              logits = image -> conv(4, 3) -> relu -> dense(classes)
              output probabilities = softmax(logits)
              train {
                loss      cross_entropy(logits, label)
                batch     4
                epochs    6
                optimizer sgd(rate: 0.01, momentum: 0.9)
                prepare   mean(image), scale(1 / 64)
                augment   crop
              }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void digitsAreLearntOnTwoDevicesThatAreNamed() throws IOException {
        Path run = folder.resolve("digits");
        Outcome outcome = Outcome.of("train", Outcome.model("digits.net"), "--data", "digits", "--run", run, "--epochs",
                "3");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("digits: the handwritten digits that netc ships", "device ",
                "epoch 3/3");
        assertThat(outcome.out()).contains("3 epochs", "test error", "of the images that the schedule watched",
                run.resolve("best.safetensors").toString());
        assertThat(Files.readString(run.resolve("model.net"))).isEqualTo(
                Files.readString(Outcome.model("digits.net")));
        assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSize(4);
        JsonNode eval = Outcome.of("eval", Outcome.model("digits.net"), "--weights", run.resolve("last.safetensors"),
                "--data", "digits", "--json").json();
        assertThat(eval.get("images").asInt()).isEqualTo(360);
        assertThat(eval.get("top1Error").asDouble()).isBetween(0.0, 0.3);
        assertThat(outcome.out())
                .contains(String.format(java.util.Locale.ROOT, "after the last epoch: test error %.2f%%",
                        100 * eval.get("top1Error").asDouble()));
    }

    /** Its last epoch forgets with every step what it learnt before. */
    @Test
    void theErrorsOfTheLastEpochAndOfTheBestAreToldApart() throws IOException {
        Path model = Files.writeString(folder.resolve("wild.net"), """
                net Wild {
                  input image: [1, 8, 8]
                  input label: class(10)
                  scores = image -> dense(10)
                  output probabilities = softmax(scores)
                  train {
                    loss      cross_entropy(scores, label)
                    epochs    3
                    batch     16
                    optimizer sgd(rate: 0.001, decay: 1)
                    schedule  steps(at: [2], factor: 1000)
                  }
                }
                """);
        Path run = folder.resolve("wild");
        JsonNode trained = Outcome.of("train", model, "--data", "digits", "--run", run, "--devices", "0", "--json")
                .json();
        double best = trained.get("bestValidationError").asDouble();
        assertThat(trained.get("bestEpoch").asInt()).isEqualTo(2);
        assertThat(best).isLessThan(trained.get("top1Error").asDouble());
        JsonNode eval = Outcome.of("eval", model, "--weights", run.resolve("best.safetensors"), "--data", "digits",
                "--devices", "0", "--json").json();
        assertThat(eval.get("top1Error").asDouble()).isEqualTo(best);
    }

    @Test
    void theJsonDocumentSaysWhatTheContractSays() {
        JsonNode document = Outcome.of("train", Outcome.model("digits.net"), "--data", "digits", "--run",
                folder.resolve("digits"), "--epochs", "1", "--batch", "360", "--devices", "0", "--json").json();
        assertThat(document.get("devices").toString()).isEqualTo("[\"0\",\"0\"]");
        assertThat(document.get("epochs").asInt()).isEqualTo(1);
        assertThat(document.get("steps").asInt()).isEqualTo(4);
        assertThat(document.get("run").asText()).isEqualTo(folder.resolve("digits").toString());
        for (String number : List.of("seconds", "trainLoss", "testLoss", "top1Error", "top5Error")) {
            assertThat(document.get(number).isDouble()).as(number).isTrue();
        }
    }

    @Test
    void imagesLargerThanTheNetReadsAreCroppedAndTheirClassesAreKeptWithTheWeights() throws IOException {
        Path model = Files.writeString(folder.resolve("tiny.net"), TINY);
        Path data = brightAndDark();
        Path run = folder.resolve("run");
        Outcome trained = Outcome.of("train", model, "--data", data, "--run", run, "--devices", "0");
        assertThat(trained.status()).as(trained.err()).isZero();
        Path weights = run.resolve("last.safetensors");
        assertThat(Safetensors.read(weights).tensors().get("prepare.mean").shape()).isEqualTo(List.of(1L, 12L, 12L));
        for (String crops : List.of("--devices=0", "--ten-crop")) {
            Outcome tested = Outcome.of("eval", model, "--weights", weights, "--data", data, "--json", crops);
            assertThat(tested.json().get("top1Error").asDouble()).as(crops).isZero();
            assertThat(tested.json().get("top5Error").isNull()).isTrue();
        }
        Path bright = data.resolve("test/bright/0.png");
        Path dark = data.resolve("test/dark/0.png");
        Outcome seen = Outcome.of("predict", model, bright, dark, "--weights", weights, "--devices", "0");
        assertThat(seen.status()).as(seen.err()).isZero();
        assertThat(seen.out()).startsWith(bright.toString()).contains("█", "  bright\n", "%");
        JsonNode images = Outcome.of("predict", model, bright, dark, "--weights", weights, "--devices", "0", "--json")
                .json().get("images");
        assertThat(images.get(0).get("file").asText()).isEqualTo(bright.toString());
        assertThat(images.at("/0/classes/0/name").asText()).isEqualTo("bright");
        assertThat(images.at("/1/classes/0/name").asText()).isEqualTo("dark");
        assertThat(images.at("/1/classes/0/index").asInt()).isEqualTo(1);
        assertThat(images.at("/1/classes/0/probability").asDouble()).isBetween(0.5, 1.0);
        assertThat(images.at("/1/classes")).hasSize(2);
    }

    private Path brightAndDark() throws IOException {
        Path data = folder.resolve("data");
        for (String part : List.of("train", "test")) {
            for (int i = 0; i < 8; i++) {
                write(data.resolve(part).resolve("bright/" + i + ".png"), new Color(200 + i, 200 + i, 200 + i));
                write(data.resolve(part).resolve("dark/" + i + ".png"), new Color(40 + i, 40 + i, 40 + i));
            }
        }
        return data;
    }

    private static void write(Path file, Color color) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, 12, 12);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void trainingStartsFromWeightsThatAreGiven() throws IOException {
        Path model = Files.writeString(folder.resolve("tiny.net"), TINY);
        Path data = brightAndDark();
        Path run = folder.resolve("run");
        train(model, data, run);
        double first = train(model, data, folder.resolve("again"), "--weights", run.resolve("last.safetensors"));
        assertThat(first).isLessThan(train(model, data, folder.resolve("fresh"), "--seed", "5"));
    }

    /** One epoch more; its training loss. */
    private static double train(Path model, Path data, Path run, Object... more) {
        Outcome outcome = Outcome.of(Stream.concat(Stream.of("train", model, "--data", data, "--run", run, "--epochs",
                "1", "--devices", "0", "--json"), Stream.of(more)).toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.json().get("trainLoss").asDouble();
    }

    @Test
    void layersWhoseRateIsZeroStayAsTheyAre() throws IOException {
        Path model = Files.writeString(folder.resolve("still.net"),
                TINY.replace("momentum: 0.9)", "momentum: 0.9, decay: 0.01)\n    params \"*conv*\" (rate: 0)"));
        Path data = brightAndDark();
        train(model, data, folder.resolve("one"));
        train(model, data, folder.resolve("two"), "--weights", folder.resolve("one/last.safetensors"));
        var one = Safetensors.read(folder.resolve("one/last.safetensors")).tensors();
        var two = Safetensors.read(folder.resolve("two/last.safetensors")).tensors();
        for (String name : one.keySet()) {
            boolean learns = name.contains("dense");
            assertThat(one.get(name).equals(two.get(name))).as(name).isEqualTo(!learns);
        }
        assertThat(one.keySet()).anyMatch(name -> name.contains("dense"));
        assertThat(Files.readString(folder.resolve("two/report.html"))).contains("rate × 0, decay × 1");
    }

    @Test
    void aLossThatIsNotFiniteEndsWithStatusFour() throws IOException {
        Path model = Files.writeString(folder.resolve("wild.net"), TINY.replace("rate: 0.01", "rate: 1e30"));
        Outcome outcome = Outcome.of("train", model, "--data", brightAndDark(), "--run", folder.resolve("run"),
                "--devices", "0", "--json");
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err()).contains("error[training]", "the loss is", "a smaller rate",
                "the first tensor that is not finite is `logits` (", "in step 2");
        assertThat(Files.readString(folder.resolve("run/report.html"))).contains("stopped after no epoch",
                "not finite is <code>logits</code>");
        assertThat(outcome.json().at("/errors/0/code").asText()).isEqualTo("training");
    }

    @Test
    void theStepThatWentWrongIsFoundFromGivenWeights() throws IOException {
        Path data = brightAndDark();
        train(Files.writeString(folder.resolve("tiny.net"), TINY), data, folder.resolve("run"));
        Path wild = Files.writeString(folder.resolve("wild.net"), TINY.replace("rate: 0.01", "rate: 1e30"));
        Outcome outcome = Outcome.of("train", wild, "--data", data, "--run", folder.resolve("wild"), "--devices", "0",
                "--weights", folder.resolve("run/last.safetensors"));
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err()).contains("the first tensor that is not finite is `logits` (", "in step 2");
    }

    @Test
    void theReportTellsOfATrainingThatAnImageEnded() throws IOException {
        Path model = Files.writeString(folder.resolve("tiny.net"), TINY);
        Path data = brightAndDark();
        Path broken = Files.writeString(data.resolve("train/bright/3.png"), "no image");
        assertThat(failure(1, model, "--data", data)).contains(broken.toString());
        assertThat(Files.readString(folder.resolve("failed/report.html"))).contains("stopped after no epoch",
                broken.toString()).doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void aReportThatCannotBeWrittenIsAWarningAndEndsNoTraining() throws IOException {
        Path model = Files.writeString(folder.resolve("tiny.net"), TINY);
        Path inTheWay = folder.resolve("run/report.html");
        Files.createDirectories(inTheWay.resolve("a folder"));
        Outcome outcome = Outcome.of("train", model, "--data", brightAndDark(), "--run", folder.resolve("run"),
                "--devices", "0", "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("warning[report]: " + inTheWay + ": cannot be written");
        assertThat(outcome.json().at("/warnings/0/code").asText()).isEqualTo("report");
        assertThat(folder.resolve("run/last.safetensors")).exists();
    }

    @Test
    void dataAndModelsThatCannotTrainAreErrorsInWords() throws IOException {
        Path model = Files.writeString(folder.resolve("tiny.net"), TINY);
        assertThat(failure(1, model, "--data", folder.resolve("nothing"))).contains("error[data]", "nothing");
        Path small = folder.resolve("small");
        Files.createDirectories(small.resolve("train/empty"));
        assertThat(failure(1, model, "--data", small)).contains(small.toString());
        assertThat(failure(1, model, "--data", "digits")).contains("has 10 classes, the model 2", "-P classes=10");
        Path without = Files.writeString(folder.resolve("infer.net"), TINY.substring(0, TINY.indexOf("  train")) + "}");
        assertThat(failure(1, without, "--data", "digits")).contains("has no train block");
        Path more = Files.writeString(folder.resolve("more.net"),
                TINY.replace("  input image", "  input age: [1]\n  input image"));
        assertThat(failure(1, more, "--data", brightAndDark())).contains("error[model]", "reads age beside image");
        assertThat(failure(1, model, "--data", "digits", "--resume")).contains("it holds no checkpoint");
        assertThat(failure(2, model, "--data", "digits", "--validate", "2")).contains("a share of 1 is expected");
        assertThat(failure(2, model)).contains("--data");
        Path taken = Files.writeString(folder.resolve("taken"), "a file");
        Outcome outcome = Outcome.of("train", model, "--data", brightAndDark(), "--run", taken, "--devices", "0");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(taken.toString());
    }

    private String failure(int status, Path model, Object... more) {
        Outcome outcome = Outcome.of(Stream.concat(
                Stream.of("train", model, "--run", folder.resolve("failed"), "--devices", "0"), Stream.of(more))
                .toArray());
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ");
        assertThat(outcome.out()).isEmpty();
        return outcome.err();
    }

    @Test
    void anImageThatIsNoneIsNamed() throws IOException {
        Path model = Files.writeString(folder.resolve("tiny.net"), TINY);
        Path data = brightAndDark();
        train(model, data, folder.resolve("run"));
        Path text = Files.writeString(folder.resolve("text.png"), "no image");
        Outcome outcome = Outcome.of("predict", model, text, "--weights",
                folder.resolve("run/last.safetensors"), "--devices", "0", "--json");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(text + ": is no JPEG, PNG, BMP or GIF image");
        assertThat(outcome.json().at("/errors/0/file").asText()).isEqualTo(text.toString());
        Path missing = folder.resolve("missing.png");
        assertThat(
                Outcome.of("predict", model, missing, "--weights", folder.resolve("run/last.safetensors"), "--devices",
                        "0").err())
                .isEqualTo("error[data]: " + missing + ": there is no such file\n");
    }
}
