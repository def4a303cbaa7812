package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    private Path folder;

    @Test
    void aModelWithItsInitialValuesIsWrittenAsOnnx() throws IOException {
        JsonNode answer = Outcome
                .of("export", Outcome.model("digits.net"), "--initial", "-o", folder.resolve("d.onnx"), "--json")
                .json();
        assertThat(answer.get("net").asText()).isEqualTo("Digits");
        assertThat(answer.get("parameters").asInt()).isEqualTo(10);
        assertThat(answer.at("/inputs/0/shape").toString()).isEqualTo("[1,12,12]");
        assertThat(answer.at("/outputs/0/name").asText()).isEqualTo("probabilities");
        assertThat(Files.size(folder.resolve("d.onnx"))).isEqualTo(answer.get("bytes").asLong());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndTheValuesThatARunBeginsWith() throws IOException {
        Path net = Files.writeString(folder.resolve("a.net"), """
                net A {
                  input x: [3]
                  output y = x -> dense(2, weight: uniform(-1, 1))
                }
                """);
        Safetensors.write(folder.resolve("in"), Map.of("x", Tensor.of(new float[3], 1, 3)), Map.of());
        assertThat(Outcome.of("run", net, "--inputs", folder.resolve("in"), "--outputs", folder.resolve("out"),
                "--seed", 7).status()).isZero();
        Safetensors.write(folder.resolve("w"), Map.of("y.weight", parameter("y.weight"), "y.bias", parameter("y.bias")),
                Map.of());
        assertThat(Outcome.of("export", net, "--initial", "--seed", 7, "-o", folder.resolve("1.onnx")).out())
                .contains("A: 1 node, 2 parameters in ", "input   x  float32 [batch, 3]",
                        "output  y  float32 [batch, 2]");
        assertThat(Outcome.of("export", net, "--weights", folder.resolve("w"), "-o", folder.resolve("2.onnx")).status())
                .isZero();
        assertThat(folder.resolve("1.onnx")).hasSameBinaryContentAs(folder.resolve("2.onnx"));
    }

    private Tensor parameter(String name) throws IOException {
        return Safetensors.read(folder.resolve("out")).tensors().get("param." + name);
    }

    @Test
    void theClassesThatWeightsKnowTravelAlong() throws IOException {
        Path net = Files.writeString(folder.resolve("a.net"), "net A { input x: [2]  output y = x -> dense(2) }");
        Safetensors.write(folder.resolve("w"),
                Map.of("y.weight", Tensor.of(new float[4], 2, 2), "y.bias", Tensor.of(new float[2], 2)),
                Map.of("classes", "cat\ndog wild dog"));
        assertThat(Outcome.of("export", net, "--weights", folder.resolve("w"), "-o", folder.resolve("a.onnx")).status())
                .isZero();
        assertThat(Files.readString(folder.resolve("a.onnx"), StandardCharsets.ISO_8859_1)).contains("classes",
                "cat\ndog\twild dog\n");
    }

    @Test
    void withoutWeightsAFileIsWrittenOnlyWhereInitialValuesAreAskedFor() {
        Outcome neither = Outcome.of("export", Outcome.model("digits.net"), "-o", folder.resolve("d.onnx"));
        assertThat(neither.status()).isEqualTo(2);
        assertThat(neither.err()).contains("--weights FILE, or --initial");
        Outcome both = Outcome.of("export", Outcome.model("digits.net"), "-o", folder.resolve("d.onnx"), "--initial",
                "--weights", "w");
        assertThat(both.status()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void weightsThatDoNotFitAreMetWithBothLists() throws IOException {
        Safetensors.write(folder.resolve("w"), Map.of("arr_0", Tensor.of(new float[4], 2, 2)), Map.of());
        Outcome outcome = Outcome.of("export", Outcome.model("digits.net"), "--weights", folder.resolve("w"), "-o",
                folder.resolve("d.onnx"));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("does not fit net Digits", "arr_0  F32 [2, 2]");
    }

    @Test
    void othersMayReadTheFileAsTheyMayAnyNewOne() throws IOException {
        Path file = folder.resolve("made").resolve("d.onnx");
        assertThat(Outcome.of("export", Outcome.model("digits.net"), "--initial", "-o", file).status()).isZero();
        Path any = Files.createFile(folder.resolve("any"));
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix")).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
    }

    @Test
    void whereTheFileCannotBeMovedToItsPlaceNothingIsLeftBehind() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("d.onnx").resolve("inside")).getParent();
        assertThat(Outcome.of("export", Outcome.model("digits.net"), "--initial", "-o", taken).status()).isEqualTo(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(taken);
        }
    }
}
