package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code netc import}, and what the nets that it writes compute. */
class ImportTest {
    private static final Path DATA = Path.of("").toAbsolutePath().getParent().resolveSibling("shared/data");
    private static final String NET = """
            name: "Small"
            input: "data" input_shape { dim: 1 dim: 3 dim: 8 dim: 8 }
            layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
                    convolution_param { num_output: 4 kernel_size: 3 } }
            """;
    private static final int IMAGES = 10_000;
    private static final int COMPARED = 1_000;
    private static final int CLASSES = 10;
    private static final int PIXELS = 28 * 28;
    private static final float SCALE = 0.00390625f;

    @TempDir
    private Path folder;

    private Path net(String text) throws IOException {
        return Files.writeString(folder.resolve("small.prototxt"), text);
    }

    @Test
    void theModelIsNamedAsItsFileAndStandsInTheFolderAskedFor() throws IOException {
        Outcome outcome = Outcome.of("import", net(NET), "-o", folder.resolve("nets"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(folder.resolve("nets/small.net")).content().contains("output conv = data -> conv(4, 3)");
        assertThat(folder.resolve("nets/small.safetensors")).doesNotExist();
        assertThat(outcome.out()).contains("conv.weight", "no values");
    }

    @Test
    void aFileThatIsThereIsWrittenOverWithForceAlone() throws IOException {
        Path model = Files.writeString(folder.resolve("mine.net"), "mine");
        Outcome refused = Outcome.of("import", net(NET), "-o", model);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("it is there already; --force writes over it");
        assertThat(model).hasContent("mine");
        assertThat(Outcome.of("import", net(NET), "-o", model, "--force").status()).isZero();
        assertThat(model).content().startsWith("net Small {");
    }

    @Test
    void scriptsReadWhatBecameOfWhichName() throws IOException {
        Outcome outcome = Outcome.of("import", net(NET), "-o", folder.resolve("a.net"), "--json");
        assertThat(outcome.json().at("/inputs/0/from").asText()).isEqualTo("data");
        assertThat(outcome.json().at("/inputs/0/shape").toString()).isEqualTo("[3,8,8]");
        assertThat(outcome.json().at("/parameters/0/given").asText()).isEqualTo("MISSING");
        assertThat(outcome.json().at("/weights").isNull()).isTrue();
    }

    @Test
    void everyLayerThatCannotBeSaidIsAnErrorAndNothingIsWritten() throws IOException {
        Path net = net(NET + """
                layer { name: "crop" type: "Crop" bottom: "conv" top: "crop" }
                layer { name: "tile" type: "Tile" bottom: "conv" top: "tile" }
                """);
        Outcome outcome = Outcome.of("import", net, "-o", folder.resolve("a.net"), "--json");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.json().at("/errors/0/message").asText())
                .isEqualTo("layer crop (Crop): the language has no such layer");
        assertThat(outcome.json().at("/errors/1/message").asText()).startsWith("layer tile (Tile)");
        assertThat(folder.resolve("a.net")).doesNotExist();
    }

    @Test
    void aFileOfAnotherKindIsNamedWithWhatIsRead() throws IOException {
        Outcome outcome = Outcome.of("import", Files.writeString(folder.resolve("x.pt"), ""));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("x.pt", "read are .onnx, and .prototxt with .caffemodel");
    }

    @Test
    void caffesLenetErrsOnMnistAsItDidThere() throws IOException {
        Path there = DATA.resolve("lenet-caffe");
        assumeTrue(Files.exists(there), "nothing at " + there);
        Path model = folder.resolve("lenet.net");
        Outcome imported = Outcome.of("import", there.resolve("lenet.prototxt"),
                there.resolve("lenet_iter_10000.caffemodel"), "-o", model);
        assertThat(imported.status()).as(imported.err()).isZero();
        assertThat(imported.err()).contains("lenet.prototxt does not say how images are prepared",
                "  input label: class(10)\n\n  train {\n    loss      cross_entropy(ip2, label)\n");
        Path inputs = folder.resolve("inputs.safetensors");
        Path outputs = folder.resolve("outputs.safetensors");
        Safetensors.write(inputs, Map.of("data", images()), Map.of());
        Outcome run = Outcome.of("run", model, "--weights", folder.resolve("lenet.safetensors"), "--inputs", inputs,
                "--outputs", outputs, "--all");
        assertThat(run.status()).as(run.err()).isZero();
        Map<String, Tensor> found = Safetensors.read(outputs).tensors();
        assertThat(right(found.get("prob"))).isEqualTo(9_905);
        FloatBufferOf expected = FloatBufferOf.file(there.resolve("lenet_iter_10000_logits_t10k_first1000x10_f32.bin"));
        Tensor logits = found.get("ip2");
        for (int i = 0; i < COMPARED * CLASSES; i++) {
            assertThat(logits.doubleAt(i)).as("image %s, class %s", i / CLASSES, i % CLASSES)
                    .isCloseTo(expected.at(i), within(1e-4));
        }
    }

    private record FloatBufferOf(ByteBuffer bytes) {
        static FloatBufferOf file(Path file) throws IOException {
            return new FloatBufferOf(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        }

        double at(int index) {
            return bytes.getFloat(index * Float.BYTES);
        }
    }

    private static int right(Tensor probabilities) throws IOException {
        byte[] labels = unzipped("mnist-t10k-labels-idx1-ubyte.gz", 8);
        int right = 0;
        for (int i = 0; i < IMAGES; i++) {
            int best = 0;
            for (int c = 1; c < CLASSES; c++) {
                best = probabilities.floatAt(i * CLASSES + c) > probabilities.floatAt(i * CLASSES + best) ? c : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right;
    }

    private static Tensor images() throws IOException {
        byte[] pixels = unzipped("mnist-t10k-images-idx3-ubyte.gz", 16);
        float[] values = new float[IMAGES * PIXELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[i] & 0xFF) * SCALE;
        }
        return Tensor.of(values, IMAGES, 1, 28, 28);
    }

    private static byte[] unzipped(String name, int header) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(DATA.resolve(name)))) {
            in.skipNBytes(header);
            return in.readAllBytes();
        }
    }
}
