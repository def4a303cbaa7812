package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images packed into one file, as a person would type it. */
class PackTest {
    private static final String SMALL = """
            net Small {
              input image: [3, 8, 8]
              input label: class(2)
              logits = image -> conv(4, 3) -> relu -> dense(2)
              output probabilities = softmax(logits)
              train {
                loss      cross_entropy(logits, label)
                batch     4
                epochs    2
                optimizer sgd(rate: 0.01, momentum: 0.9)
                prepare   resize(10), mean(image), scale(1 / 64)
                augment   crop, flip, color(0.1)
              }
            }
            """;

    @TempDir
    private Path folder;

    private Path photographs() throws IOException {
        Path data = folder.resolve("photographs");
        for (String part : List.of("train", "test")) {
            for (int i = 0; i < 6; i++) {
                write(data.resolve(part).resolve((i % 2 == 0 ? "sea/" : "sky/") + i + ".jpg"), 14 + i, 20, 7919 * i);
            }
        }
        return data;
    }

    private static void write(Path file, int height, int width, int seed) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            image.setRGB(i % width, i / width, (seed + i * 2654435) & 0xffffff);
        }
        ImageIO.write(image, "jpg", file.toFile());
    }

    private byte[] weights(Path model, Path data, String run) throws IOException {
        Outcome trained = Outcome.of("train", model, "--data", data, "--run", folder.resolve(run), "--devices", "0",
                "--validate", "0.3");
        assertThat(trained.status()).as(trained.err()).isZero();
        return Files.readAllBytes(folder.resolve(run).resolve("last.safetensors"));
    }

    @Test
    void aTrainingLearnsTheSameBytesFromThePackedFile() throws IOException {
        Path model = Files.writeString(folder.resolve("small.net"), SMALL);
        Path photographs = photographs();
        Path packed = folder.resolve("photographs.pack");
        Outcome outcome = Outcome.of("data", "pack", photographs, "-o", packed, "--for", model);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(packed + ": 6 images in `test`, 6 images in `train`, packed with the shorter"
                + " side at 10, of which the central 10 x 10\n", "--data " + packed + " reads them");
        assertThat(weights(model, packed, "packed")).isEqualTo(weights(model, photographs, "unpacked"));
    }

    @Test
    void theReportShowsThePackedImagesAsTheyAreFed() throws IOException {
        Path model = Files.writeString(folder.resolve("small.net"), SMALL);
        Path photographs = photographs();
        Path packed = folder.resolve("photographs.pack");
        Outcome outcome = Outcome.of("data", "pack", photographs, "-o", packed, "--for", model);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        weights(model, photographs, "unpacked");
        weights(model, packed, "packed");
        assertThat(pictures("packed")).isEqualTo(pictures("unpacked")).hasSizeGreaterThan(1);
    }

    private List<String> pictures(String run) throws IOException {
        return Pattern.compile("data:image/[^\"]+")
                .matcher(Files.readString(folder.resolve(run).resolve("report.html")))
                .results().map(MatchResult::group).toList();
    }

    @Test
    void theJsonDocumentSaysWhatWasWritten() throws IOException {
        Path packed = folder.resolve("digits.pack");
        JsonNode document = Outcome.of("data", "pack", "digits", "-o", packed, "--part", "test", "--json").json();
        assertThat(document.get("file").asText()).isEqualTo(packed.toString());
        assertThat(document.get("parts").toString()).isEqualTo("[{\"name\":\"test\",\"images\":360}]");
        assertThat(document.get("classes").asInt()).isEqualTo(10);
        assertThat(document.get("sizes")).isEmpty();
        assertThat(document.get("packed").asText()).isEqualTo("as they were decoded");
        assertThat(document.get("bytes").asLong()).isEqualTo(Files.size(packed));
    }

    @Test
    void aFileThatDoesNotFitTheModelSaysHowToMakeOneThatDoes() throws IOException {
        Path model = Files.writeString(folder.resolve("small.net"), SMALL);
        Path packed = folder.resolve("photographs.pack");
        Path photographs = photographs();
        assertThat(Outcome.of("data", "pack", photographs, "-o", packed, "--size", "12").status()).isZero();
        Outcome outcome = Outcome.of("train", model, "--data", packed, "--run", folder.resolve("run"), "--json");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("with the shorter side at 12", "`resize(10)`",
                "`netc data pack DIR -o FILE --for MODEL`");
        assertThat(outcome.json().at("/errors/0/code").asText()).isEqualTo("data");
    }

    @Test
    void whatCannotBeMeantIsWrongUsage() {
        Outcome both = Outcome.of("data", "pack", "digits", "-o", "x", "--size", "9", "--for",
                Outcome.model("digits.net"));
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("--for and --size");
        Outcome none = Outcome.of("data");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("a command is missing; netc data --help");
        assertThat(Outcome.of("data", "pack", "digits").status()).isEqualTo(2);
        assertThat(Outcome.of("data", "unpack", "digits").status()).isEqualTo(2);
        assertThat(Outcome.of("data", "pack", folder.resolve("nowhere"), "-o", folder.resolve("x")).status())
                .isEqualTo(1);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("a-file"), "").resolve("digits.pack");
        Outcome outcome = Outcome.of("data", "pack", "digits", "-o", inTheWay);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("error[file]: " + inTheWay + ": a file of that name is in the way");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void theHelpSaysWhatIsStored() {
        Outcome help = Outcome.of("data", "pack", "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Example: ", "  netc data pack photos", "--json", "`resize`", "at 256");
        assertThat(Outcome.of("data", "--help").out()).contains("Commands:", "pack", "Example: ");
    }

    @Test
    @Timeout(120)
    void anInterruptedPackingLeavesNothing() throws Exception {
        Path place = Files.createDirectories(folder.resolve("place"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "dev.netc.cli.Main", "data", "pack", "digits", "-o",
                place.resolve("digits.pack").toString(), "--size", "256").inheritIO().start();
        try {
            while (isEmpty(place) && process.isAlive()) {
                Thread.sleep(5);
            }
            assertThat(isEmpty(place)).as("something is being written").isFalse();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(place).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isEmpty(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.findAny().isEmpty();
        }
    }
}
