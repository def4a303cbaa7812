package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        Path log = folder.resolve("log");
        Process process = simulate(Outcome.resource("oracle/" + oracle).toAbsolutePath(), recipe, devices, log);
        assertThat(process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("grad.head.weight", "param.head.weight").doesNotContain("Invalid", "race",
                "OCLGRIND");
    }

    private Process simulate(Path files, String recipe, String devices, Path log) throws IOException {
        Files.writeString(folder.resolve("oclgrind.icd"), DRIVER.toString());
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "dev.netc.cli.Main", "run",
                files.resolve("model.net").toString(), "--weights", files.resolve("weights.safetensors").toString(),
                "--inputs", files.resolve("inputs.safetensors").toString(), "--outputs",
                folder.resolve("outputs.safetensors").toString(), "--gradients", "--steps", "1", "--devices",
                devices, "--recipe", recipe)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("OCL_ICD_VENDORS", folder + "/");
        builder.environment().put("OCLGRIND_CHECK_API", "1");
        builder.environment().put("OCLGRIND_DATA_RACES", "1");
        return builder.start();
    }
}
