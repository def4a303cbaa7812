package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What is the same in the folder of a training that rested and in that of one that did not. */
final class ResumedRun {
    private static final List<Integer> BY_THE_CLOCK = List.of(2, 8);

    private ResumedRun() {}

    static void assertSame(Path run, Path whole) throws IOException {
        for (String file : List.of("last.safetensors", "best.safetensors", "model.net")) {
            assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(metrics(run)).isEqualTo(metrics(whole));
    }

    /** The rows of metrics.csv, without seconds and images a second. */
    private static List<List<String>> metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream().map(row -> {
            String[] cells = row.split(",", -1);
            BY_THE_CLOCK.forEach(cell -> cells[cell] = "");
            return Arrays.asList(cells);
        }).toList();
    }
}
