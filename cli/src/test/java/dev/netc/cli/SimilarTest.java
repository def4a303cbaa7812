package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nearest images by the last hidden layer, held against distances of what {@code netc run --all} gives. */
class SimilarTest {
    /** Prepares nothing, so that the pixels are what it reads. */
    private static final String PLAIN = """
            net Plain(classes = 10) {
              input image: [1, 8, 8]
              input label: class(classes)
              columns 2 {
                conv1 = image / 64 -> conv(8, 3) -> relu -> maxpool(2)
                fc2   = all(conv1) -> dense(16) -> relu -> dropout(0.5, scale: test)
              }
              logits = all(fc2) -> dense(classes)
              output scores = softmax(logits)
              train {
                loss      cross_entropy(logits, label)
                batch     64
                epochs    2
                optimizer sgd(rate: 0.02, momentum: 0.9)
              }
            }
            """;
    private static final int SIDE = 8;
    private static final int FEATURES = 32;
    private static final int COUNT = 6;
    /** Of the test part. */
    private static final List<Integer> ASKED = List.of(0, 7, 100);

    @TempDir
    private static Path folder;

    private static Path model;
    private static Path weights;
    private static Dataset digits;

    @BeforeAll
    static void train() throws IOException {
        model = Files.writeString(folder.resolve("plain.net"), PLAIN);
        weights = folder.resolve("run/last.safetensors");
        digits = Dataset.open("digits", DataOptions.DEFAULT);
        Outcome outcome = Outcome.of("train", model, "--data", "digits", "--run", folder.resolve("run"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    private static Path picture(Part part, int index) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(0, SIDE * SIDE).forEach(i -> image.getRaster().setSample(i % SIDE, i / SIDE, 0,
                part.image(index).at(i / SIDE, i % SIDE, 0)));
        Path file = folder.resolve(part.name() + index + ".png");
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }

    private static Outcome similar(Object... more) {
        Outcome outcome = Outcome.of(Stream.concat(
                Stream.of("similar", model, "--weights", weights, "--data", "digits"), Stream.of(more)).toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome;
    }

    /** {@code [images, FEATURES]}: fc2 of both columns. */
    private static Tensor fc2(Part part, List<Integer> images) throws IOException {
        float[] pixels = new float[images.size() * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int at = i % (SIDE * SIDE);
            pixels[i] = part.image(images.get(i / (SIDE * SIDE))).at(at / SIDE, at % SIDE, 0);
        }
        Path inputs = folder.resolve("inputs.safetensors");
        Path outputs = folder.resolve("outputs.safetensors");
        Safetensors.write(inputs, Map.of("image", Tensor.of(pixels, images.size(), 1, SIDE, SIDE)), Map.of());
        assertThat(Outcome.of("run", model, "--weights", weights, "--inputs", inputs, "--outputs", outputs, "--all")
                .status()).isZero();
        return Safetensors.read(outputs).tensors().get("fc2");
    }

    private static double distance(Tensor a, int i, Tensor b, int j) {
        double squares = 0;
        for (int f = 0; f < FEATURES; f++) {
            squares += Math.pow(a.doubleAt(i * FEATURES + f) - b.doubleAt(j * FEATURES + f), 2);
        }
        return Math.sqrt(squares);
    }

    @Test
    void neighboursAreThoseOfAComparisonOfEachWithEach() throws IOException {
        Part train = digits.train();
        Tensor known = fc2(train, IntStream.range(0, train.size()).boxed().toList());
        Tensor asked = fc2(digits.test(), ASKED);
        JsonNode found = similar(Stream.concat(Stream.of("--json", "--batch", "100"),
                ASKED.stream().map(i -> picture(digits.test(), i))).toArray()).json();
        assertThat(found.get("layer").asText()).isEqualTo("fc2");
        assertThat(found.get("features").asInt()).isEqualTo(FEATURES);
        assertThat(found.get("searched").asInt()).isEqualTo(train.size());
        int sameClass = 0;
        for (int q = 0; q < ASKED.size(); q++) {
            int query = q;
            double[] distances = IntStream.range(0, train.size()).mapToDouble(i -> distance(asked, query, known, i))
                    .toArray();
            double[] sorted = Arrays.stream(distances).sorted().toArray();
            JsonNode nearest = found.at("/images/" + q + "/nearest");
            assertThat(nearest).hasSize(COUNT);
            for (int rank = 0; rank < COUNT; rank++) {
                JsonNode one = nearest.get(rank);
                int index = one.get("index").asInt();
                assertThat(one.get("rank").asInt()).isEqualTo(rank + 1);
                assertThat(one.get("distance").asDouble()).isCloseTo(sorted[rank], within(1e-3))
                        .isCloseTo(distances[index], within(1e-3));
                assertThat(one.get("label").asInt()).isEqualTo(train.label(index));
                assertThat(one.get("file").asText()).isEqualTo(train.entry(index));
                sameClass += train.label(index) == digits.test().label(ASKED.get(q)) ? 1 : 0;
            }
        }
        assertThat(sameClass).isGreaterThan(ASKED.size() * COUNT / 2);
    }

    @Test
    void anImageThatIsAmongThoseThatAreSearchedIsToldAndPassedOver() {
        Path picture = picture(digits.train(), 1000);
        JsonNode document = similar("--json", "--count", "2", picture).json();
        assertThat(document.at("/images/0/same/0/index").asInt()).isEqualTo(1000);
        assertThat(document.at("/images/0/same/0/distance").asDouble()).isZero();
        assertThat(document.at("/images/0/nearest")).hasSize(2).allSatisfy(
                one -> assertThat(one.get("index").asInt()).isNotEqualTo(1000));
        assertThat(similar("--count", "2", picture).out()).startsWith("By the distance of fc2 (32 values), from 1,437"
                + " images of `train` in digits:\n\n" + picture + "\n  it is itself digits: image 1000 (");
    }

    @Test
    void whatIsFoundDependsOnNeitherBatchNorDevices() {
        Path picture = picture(digits.test(), 5);
        JsonNode one = similar("--json", "--part", "test", "--batch", "7", "--devices", "0", picture).json();
        JsonNode other = similar("--json", "--part", "test", "--batch", "128", picture).json();
        assertThat(one).isEqualTo(other);
        assertThat(one.at("/images/0/same/0/index").asInt()).isEqualTo(5);
    }

    @Test
    void anyNamedValueCanBeComparedAndOthersAreAnErrorThatNamesThem() {
        Path picture = picture(digits.test(), 5);
        assertThat(similar("--layer", "conv1", "--json", picture).json().get("features").asInt()).isEqualTo(16 * 9);
        Outcome outcome = Outcome.of("similar", model, "--weights", weights, "--data", "digits", "--layer", "fc3",
                picture);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo(
                "error[usage]: net Plain has no layer `fc3`; it has scores, conv1, fc2, logits\n");
    }

    @Test
    void aPageShowsARowAnImage() throws IOException {
        Path page = folder.resolve("similar.html");
        similar("-o", page, picture(digits.test(), 1), picture(digits.train(), 2));
        String html = Files.readString(page);
        assertThat(html.split("class=\"neighbours\"", -1)).hasSize(1 + 2);
        assertThat(html.split("<img src=\"data:image/png;base64,", -1)).hasSize(1 + 2 * (1 + COUNT));
        assertThat(html).contains("What Plain finds alike", "it is itself digits: image 2 (", "test1.png",
                "title=\"digits: image ").doesNotContain("http");
    }

    @Test
    void anImageThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing.png");
        Outcome outcome = Outcome.of("similar", model, "--weights", weights, "--data", "digits", missing);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).endsWith("error[data]: " + missing + ": there is no such file\n");
    }
}
