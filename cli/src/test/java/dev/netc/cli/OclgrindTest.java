package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Oclgrind looks at every access of every kernel of a net that trains: none beyond a buffer, none that races with another. In a
 * JVM of its own, since the loader reads its list of drivers once. Skipped where Oclgrind is not installed.
 */
class OclgrindTest {
    private static final Path DRIVER = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");
    private static final int MINUTES_AT_MOST = 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"branches, cpu, 0", "branches, plain, 0", "branches, gpu, 0", "batchnorm, cpu, 0",
        "batchnorm, cpu, '0,0'"})
    void noKernelReadsOrWritesWhereItShouldNot(String oracle, String recipe, String devices)
            throws IOException, InterruptedException {
        assumeTrue(Files.exists(DRIVER), "Oclgrind is not installed");
        Path files = Outcome.resource("oracle/" + oracle).toAbsolutePath();
        String said = simulate(files.resolve("model.net"), files.resolve("inputs.safetensors"),
                List.of("--weights", files.resolve("weights.safetensors").toString(), "--devices", devices, "--recipe",
                        recipe, "--gradients", "--steps", "1"));
        assertThat(said).contains("grad.head.weight", "param.head.weight").doesNotContain("Invalid", "race",
                "OCLGRIND");
    }

    /** A net of its own: those above have batches, or channels, too few for it. */
    @Test
    void norDoesOneThatMultipliesWinogradsWay() throws IOException, InterruptedException {
        assumeTrue(Files.exists(DRIVER), "Oclgrind is not installed");
        Path model = Files.writeString(folder.resolve("winograd.net"), """
                net Winograd {
                  input image: [40, 9, 9]
                  input label: class(5)
                  small = image -> conv(40, 5, pad: 2) -> relu
                  large = small -> conv(18, 3, pad: 1) -> lrn
                  output scores = large -> dense(5)
                  train {
                    loss cross_entropy(scores, label)
                    optimizer sgd(rate: 0.01)
                  }
                }
                """);
        Path inputs = folder.resolve("inputs.safetensors");
        Safetensors.write(inputs, Map.of("image", Tensor.of(new float[17 * 40 * 9 * 9], 17, 40, 9, 9), "label",
                Tensor.of(new int[17], 17)), Map.of());
        assertThat(simulate(model, inputs,
                List.of("--devices", "0", "--recipe", "cpu", "--gradients", "--steps", "1")))
                .contains("grad.small.weight", "grad.image").doesNotContain("Invalid", "race", "OCLGRIND");
    }

    @Test
    void norDoesOneThatMultipliesAFewExamplesWinogradsWay() throws IOException, InterruptedException {
        assumeTrue(Files.exists(DRIVER), "Oclgrind is not installed");
        Path model = Files.writeString(folder.resolve("few.net"), """
                net Few {
                  input image: [21, 19, 14]
                  small = image -> conv(40, 5, pad: 2) -> relu -> lrn
                  large = small -> conv(18, 3, pad: 1)
                  output scores = large -> dense(5)
                }
                """);
        Path inputs = folder.resolve("inputs.safetensors");
        Safetensors.write(inputs, Map.of("image", Tensor.of(new float[2 * 21 * 19 * 14], 2, 21, 19, 14)), Map.of());
        Path trace = folder.resolve("trace.json");
        assertThat(simulate(model, inputs,
                List.of("--devices", "0", "--recipe", "cpu", "--trace", trace.toString())))
                .contains("scores").doesNotContain("Invalid", "race", "OCLGRIND");
        assertThat(trace).content().contains("small_take_apart", "small_normalize", "large_take_apart");
    }

    private String simulate(Path model, Path inputs, List<String> options) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = start(model, inputs, options, log);
        assertThat(process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private Process start(Path model, Path inputs, List<String> options, Path log) throws IOException {
        Files.writeString(folder.resolve("oclgrind.icd"), DRIVER.toString());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "dev.netc.cli.Main", "run", model.toString(), "--inputs",
                inputs.toString(), "--outputs", folder.resolve("outputs.safetensors").toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("OCL_ICD_VENDORS", folder + "/");
        builder.environment().put("OCLGRIND_CHECK_API", "1");
        builder.environment().put("OCLGRIND_DATA_RACES", "1");
        return builder.start();
    }
}
