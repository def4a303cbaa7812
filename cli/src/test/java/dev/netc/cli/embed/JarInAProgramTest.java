package dev.netc.cli.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

import dev.netc.cli.Main;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in a JVM of its own that has a net's jar and the runtime, and nothing else. */
class JarInAProgramTest {
    private static final Path DATA = Path.of("").toAbsolutePath().getParent().resolveSibling("shared/data");
    private static final Path FOLDER = DATA.resolve("squeezenet");
    private static final List<Integer> CROPS = List.of(0, 50, 100, 150, 200, 250);
    private static final int CLASSES = 1000;

    @TempDir
    private Path folder;

    /** Which the README shows. */
    @Test
    void aDigitIsReadFromAFile() throws Exception {
        Program program = Nets.program(Files.readString(Nets.model("digits.net")));
        Path jar = folder.resolve("digits.jar");
        try (Model model = Model.load(program, ModelOptions.DEFAULT)) {
            model.initialize(1);
            Map<String, Tensor> weights = new TreeMap<>(model.parameters());
            weights.put(Weights.MEAN, Tensor.of(new float[14 * 14], 1, 14, 14));
            new EmbeddableNet(program, "net.example").with(Weights.of(program, weights, "test"),
                    Map.of("classes", "zero one two three four five six seven eight nine".replace(' ', '\n')))
                    .writeJar(jar);
        }
        Path image = folder.resolve("digit.png");
        ImageIO.write(new BufferedImage(20, 30, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
        assertThat(RuntimeAlone.run("WhichDigit", List.of(image.toString()), compiled("WhichDigit", jar), jar).lines())
                .hasSize(3).allMatch(line -> line.matches(" *\\d+\\.\\d%  [a-z]+"), "a share and a name");
    }

    private Path compiled(String program, Path jar) throws IOException {
        return RuntimeAlone.compiled(folder, Map.of(program + ".java",
                Files.readString(Path.of("src/test/resources/embed/" + program + ".java"))), jar);
    }

    /** SqueezeNet, with its authors' weights, sees six photographs as another program did. */
    @Test
    void aJvmWithTheRuntimeAloneGivesTheStoredScores() throws Exception {
        Path weights = FOLDER.resolve("squeezenet_v1.0.safetensors");
        assumeTrue(Files.exists(weights), "no weights at " + weights);
        compile("compile", Nets.model("squeezenet.net"), "--weights", weights, "--classes",
                DATA.resolve("imagenet-synset_words.txt"), "--package", "net.example", "-o", folder);
        Path jar = folder.resolve("squeezenet.jar");
        Path scores = folder.resolve("scores");
        List<String> arguments = new ArrayList<>(List.of(scores.toString()));
        CROPS.forEach(crop -> arguments.add(FOLDER.resolve("crop227_%03d.png".formatted(crop)).toString()));
        String printed = RuntimeAlone.run("Photographs", arguments, compiled("Photographs", jar), jar);

        assertThat(printed.lines()).hasSize(CROPS.size()).element(3).isEqualTo("sea lion");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(scores)))) {
            for (int crop : CROPS) {
                ByteBuffer expected = ByteBuffer
                        .wrap(Files.readAllBytes(FOLDER.resolve("squeezenet_pool_final_%03d_f32.bin".formatted(crop))))
                        .order(ByteOrder.LITTLE_ENDIAN);
                for (int c = 0; c < CLASSES; c++) {
                    assertThat(in.readFloat()).as("crop %s, class %s", crop, c).isCloseTo(expected.getFloat(),
                            within(1e-4f));
                }
            }
        }
    }

    private static void compile(Object... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(List.of(arguments).stream().map(Object::toString).toList(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
}
