package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a first run compiled, a second one finds: each in a process of its own, with cache folders that were empty before. */
class SecondRunTest {
    private static final int MINUTES_AT_MOST = 5;

    @TempDir
    private Path folder;

    @Test
    void compilesNothing() throws IOException, InterruptedException {
        train("first");
        Map<Path, FileTime> after = compiled();
        assertThat(after).isNotEmpty();
        train("second");
        assertThat(compiled()).isEqualTo(after);
    }

    /** Kernels in any form that the runtime or a driver keeps, and when they were written; no notes of when they were last used. */
    private Map<Path, FileTime> compiled() throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
            for (Path file : all.filter(f -> f.toString().matches(".*\\.(bin|bc|so|o|cl)")).toList()) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private void train(String run) throws IOException, InterruptedException {
        Path log = folder.resolve(run + ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "dev.netc.cli.Main", "train", Outcome.model("digits.net").toString(), "--data", "digits", "--epochs",
                "1", "--run", folder.resolve(run).toString())).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("XDG_CACHE_HOME", Files.createDirectories(folder.resolve("cache/own")).toString());
        builder.environment().put("POCL_CACHE_DIR", Files.createDirectories(folder.resolve("cache/pocl")).toString());
        Process process = builder.start();
        assertThat(process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    }
}
