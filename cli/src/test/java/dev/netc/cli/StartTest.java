package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from the weights of another net: what fits is taken, what is new starts anew, what is held does not move. */
class StartTest {
    private static final Path SQUEEZENET = Path.of("").toAbsolutePath().getParent()
            .resolveSibling("shared/data/squeezenet");
    private static final int CLASSES = 4;
    private static final int PER_CLASS = 40;
    private static final String HELD = "optimizer sgd(rate: 0.02, momentum: 0.9, decay: 0.0005)\n"
            + "    params    \"conv*\" (rate: 0)\n    params    \"fc4*\" (rate: 0)";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** Ten digits, told apart after two epochs, and a folder of images of four of them under other names. */
    @BeforeAll
    static void trainOnAllDigits() throws IOException {
        Outcome outcome = Outcome.of("train", Outcome.model("digits.net"), "--data", "digits", "--run",
                shared.resolve("ten"), "--epochs", "2", "--devices", "0");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        Dataset digits = Dataset.open("digits", DataOptions.DEFAULT);
        write(digits.train(), "train");
        write(digits.test(), "test");
    }

    private static void write(Part part, String name) throws IOException {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < part.size(); i++) {
            int label = part.label(i);
            if (label < CLASSES && counts.merge(label, 1, Integer::sum) <= PER_CLASS) {
                Path file = shared.resolve("four").resolve(name).resolve("digit" + label).resolve(i + ".png");
                Files.createDirectories(file.getParent());
                ImageIO.write(picture(part.image(i)), "png", file.toFile());
            }
        }
    }

    private static BufferedImage picture(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                image.getRaster().setSample(x, y, 0, pixels.at(y, x, 0));
            }
        }
        return image;
    }

    private static Path ten() {
        return shared.resolve("ten/last.safetensors");
    }

    /** Two epochs on four digits. */
    private Outcome train(Path model, String run, Object... more) {
        return Outcome.of(Stream.concat(Stream.of("train", model, "--data", shared.resolve("four"), "--run",
                folder.resolve(run), "--epochs", "2", "--devices", "0", "-P", "classes=" + CLASSES, "--json"),
                Stream.of(more)).toArray());
    }

    private Path held() throws IOException {
        String model = Files.readString(Outcome.model("digits.net"));
        return Files.writeString(folder.resolve("held.net"),
                model.replace("optimizer sgd(rate: 0.02, momentum: 0.9, decay: 0.0005)", HELD));
    }

    @Test
    void aNewNumberOfClassesStartsAnewAndTheRestFromTheFile() throws IOException {
        Outcome outcome = train(Outcome.model("digits.net"), "four", "--weights", ten());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains(ten() + ": 8 of the net's 10 parameters start from it",
                "    fc5.weight  [4, 96]  (the file's is F32 [10, 96])", "    fc5.bias  [4]  (the file's is F32 [10])",
                "the mean is measured on the images to train with", "the file's are others: 0, 1, 2");
        assertThat(Files.readString(folder.resolve("four/report.html"))).contains("8 of the net&#39;s 10 parameters",
                "fc5.weight  [4, 96]");
        assertThat(Safetensors.read(folder.resolve("four/last.safetensors")).metadata()).containsEntry("classes",
                "digit0\ndigit1\ndigit2\ndigit3\n");
        Outcome fresh = train(Outcome.model("digits.net"), "fresh");
        assertThat(outcome.json().get("trainLoss").asDouble()).isLessThan(fresh.json().get("trainLoss").asDouble());
    }

    @Test
    void heldLayersEndByteForByteAsTheFileHasThemAndTheHeadLearns() throws IOException {
        Outcome outcome = train(held(), "held", "--weights", ten());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        Map<String, Tensor> before = Safetensors.read(ten()).tensors();
        Map<String, Tensor> after = Safetensors.read(folder.resolve("held/last.safetensors")).tensors();
        List<String> heldStill = before.keySet().stream().filter(name -> !name.matches("fc5.*|prepare.*")).toList();
        assertThat(heldStill).hasSize(8)
                .allSatisfy(name -> assertThat(after.get(name).bytes()).as(name).isEqualTo(before.get(name).bytes()));
        assertThat(outcome.json().get("top1Error").asDouble()).isLessThan(0.2);
        Outcome check = Outcome.of("check", held(), "-P", "classes=4");
        assertThat(check.out()).contains("The rate of 192,240 parameters is 0: training holds them still.");
    }

    @Test
    void aStepOfWhatLearnsHasTheSameBitsWhetherTheRestIsHeldOrNot() throws IOException {
        Map<String, Tensor> held = inOneStep("one-held", held());
        Map<String, Tensor> free = inOneStep("one-free", Outcome.model("digits.net"));
        assertThat(held.get("fc5.weight").bytes()).isEqualTo(free.get("fc5.weight").bytes());
        assertThat(held.get("fc5.bias").bytes()).isEqualTo(free.get("fc5.bias").bytes());
        assertThat(held.get("conv3.weight")).isNotEqualTo(free.get("conv3.weight"));
    }

    /** All images in one batch. */
    private Map<String, Tensor> inOneStep(String run, Path model) throws IOException {
        Outcome outcome = Outcome.of("train", model, "--data", shared.resolve("four"), "--run", folder.resolve(run),
                "--epochs", "1", "--devices", "0", "-P", "classes=4", "--weights", ten(), "--batch", "160");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return Safetensors.read(folder.resolve(run).resolve("last.safetensors")).tensors();
    }

    @Test
    void whereNothingFitsBothListsAreShownAndNothingIsTrained() throws IOException {
        Path other = folder.resolve("other.safetensors");
        Safetensors.write(other, Map.of("layer.weight", Tensor.of(new float[6], 2, 3)), Map.of());
        Outcome outcome = train(Outcome.model("digits.net"), "none", "--weights", other);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("error[weights]: " + other + " does not fit net Digits",
                "0 of the net's 10 parameters fit");
        assertThat(folder.resolve("none/last.safetensors")).doesNotExist();
    }

    @Test
    void aLayerThatSeemsRenamedIsAWarning() throws IOException {
        Map<String, Tensor> renamed = new TreeMap<>(Safetensors.read(ten()).tensors());
        renamed.put("conv3.weights", renamed.remove("conv3.weight"));
        Path file = folder.resolve("renamed.safetensors");
        Safetensors.write(file, renamed, Map.of());
        Outcome outcome = train(Outcome.model("digits.net"), "renamed", "--weights", file);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("warning[weights]: " + file + ": conv3.weights has the shape of conv3.weight");
        assertThat(outcome.json().at("/warnings/0/code").asText()).isEqualTo("weights");
    }

    @Test
    void whereEverythingIsHeldThatIsAWarning() throws IOException {
        Path model = Files.writeString(folder.resolve("all.net"), Files.readString(held()).replace("conv*", "*"));
        assertThat(train(model, "all").err())
                .contains("warning: nothing learns: `params` gives every parameter a rate of 0");
    }

    @Test
    void testingAndPredictingStayStrict() {
        Outcome eval = Outcome.of("eval", Outcome.model("digits.net"), "-P", "classes=4", "--weights", ten(), "--data",
                shared.resolve("four"));
        assertThat(eval.status()).isEqualTo(1);
    }

    /** A pretrained body, held, under a new head for six photographs. */
    @Test
    void squeezeNetsPretrainedBodyTeachesANewHead() throws IOException {
        Path weights = SQUEEZENET.resolve("squeezenet_v1.0.safetensors");
        assumeTrue(Files.exists(weights), "no weights at " + weights);
        for (int label : List.of(0, 50, 100, 150, 200, 250)) {
            Path to = folder.resolve("photos/train").resolve("n" + label).resolve("crop.png");
            Files.createDirectories(to.getParent());
            Files.copy(SQUEEZENET.resolve("crop227_%03d.png".formatted(label)), to);
        }
        Path model = Files.writeString(folder.resolve("head.net"), Files.readString(Outcome.model("squeezenet.net"))
                .replace("batch     32", "params \"conv1.*\" (rate: 0)\n params \"fire*\" (rate: 0)\n batch 6")
                .replace("augment   crop, flip", "").replace("rate: 0.04", "rate: 0.001"));
        Outcome outcome = Outcome.of("train", model, "-P", "classes=6", "--data", folder.resolve("photos"), "--run",
                folder.resolve("head"), "--weights", weights, "--epochs", "6", "--devices", "0");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains(": 50 of the net's 52 parameters start from it",
                "conv10.weight  [6, 512, 1, 1]  (the file's is F32 [1000, 512, 1, 1])");
        List<String> rows = Files.readAllLines(folder.resolve("head/metrics.csv"));
        double first = trainLoss(rows.get(1));
        double last = trainLoss(rows.getLast());
        assertThat(last).isLessThan(first / 2);
    }

    private static double trainLoss(String row) {
        return Double.parseDouble(row.split(",", -1)[4]);
    }
}
