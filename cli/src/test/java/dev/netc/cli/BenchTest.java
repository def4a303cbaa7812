package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @TempDir
    private Path folder;

    @Test
    void itTellsARowAModeAndBatchWhoseFiguresFitEachOther() {
        JsonNode document = bench("digits.net", "--batch", "16,32", "--runs", "3", "--devices", "0").json();
        assertThat(document.get("devices")).hasSize(2).allMatch(device -> device.asText().equals("0"));
        assertThat(texts(document.get("results"), "mode")).containsExactly("train", "train", "infer", "infer");
        assertThat(texts(document.get("results"), "batch")).containsExactly("16", "32", "16", "32");
        assertThat(document.get("results")).allSatisfy(result -> {
            double seconds = result.get("medianSeconds").asDouble();
            assertThat(result.get("runs").asInt()).isEqualTo(3);
            assertThat(result.get("imagesPerSecond").asDouble() * seconds)
                    .isCloseTo(result.get("batch").asDouble(), within(1e-6));
            assertThat(result.get("shareOfPeak").asDouble() * result.get("peakGflops").asDouble())
                    .isCloseTo(result.get("gflops").asDouble(), within(1e-6));
            assertThat(result.get("effectiveGflops").asDouble())
                    .isGreaterThan(1.01 * result.get("gflops").asDouble()); // conv2 has a window of three
            assertThat(result.get("deviceBytes")).hasSize(2).allMatch(bytes -> bytes.asLong() > 0);
        });
        assertThat(document.get("kernels")).isEmpty();
    }

    @Test
    void kernelsAddUpToTheWorkOfTheRunAndThatWhichLosesMostComesFirst() {
        JsonNode document = bench("digits.net", "--mode", "infer", "--runs", "3", "--kernels").json();
        JsonNode result = document.at("/results/0");
        List<JsonNode> kernels = new ArrayList<>();
        document.get("kernels").forEach(kernels::add);
        assertThat(kernels).isSortedAccordingTo(
                Comparator.comparingDouble((JsonNode k) -> -k.get("lostSeconds").asDouble()));
        double operations = 2 * kernels.stream().mapToDouble(k -> k.get("multiplyAdds").asDouble()).sum();
        assertThat(operations / result.get("medianSeconds").asDouble() / 1e9)
                .isCloseTo(result.get("gflops").asDouble(), within(1e-6));
        assertThat(kernels).allSatisfy(kernel -> {
            assertThat(kernel.get("layers")).isNotEmpty();
            boolean keepsToItself = kernel.get("kernel").asText().endsWith("transform_weight");
            assertThat(kernel.get("bytes").asLong() == 0).isEqualTo(keepsToItself);
            assertThat(kernel.get("seconds").asDouble() - kernel.get("limitSeconds").asDouble())
                    .isCloseTo(kernel.get("lostSeconds").asDouble(), within(1e-12));
        });
        assertThat(result.get("busy")).hasSize(2);
    }

    @Test
    void aSmallBatchIsAskedForTheKernelsThatItRuns() {
        JsonNode document = bench("digits.net", "--mode", "infer", "--batch", "1", "--runs", "1", "--kernels").json();
        assertThat(document.get("kernels")).isNotEmpty()
                .allSatisfy(kernel -> assertThat(kernel.get("seconds").asDouble()).isPositive());
    }

    @Test
    void theTableForPeopleNamesKernelsAndWhatDevicesDid() {
        Outcome outcome = Outcome.of("bench", Outcome.model("digits.net"), "--runs", "1", "--kernels", "--devices",
                "0");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("images/s", "of peak", "effective", "conv2_forward", "all, devices added up",
                "logical device 1");
        assertThat(outcome.err()).contains("train, batch 32, on 0, 0", "infer, batch 32, on 0, 0");
    }

    @Test
    void aNetWithoutATrainBlockIsAskedToInferAlone() throws IOException {
        Path model = Files.writeString(folder.resolve("plain.net"), """
                net Plain {
                  input features: [8]
                  output classes = features -> dense(3)
                }
                """);
        JsonNode document = Outcome.of("bench", model, "--batch", "4", "--runs", "1", "--json").json();
        assertThat(texts(document.get("results"), "mode")).containsExactly("infer");
        Outcome training = Outcome.of("bench", model, "--mode", "train");
        assertThat(training.status()).isEqualTo(1);
        assertThat(training.err()).contains("net Plain has no train block");
    }

    @Test
    void doublesAreMeasuredAgainstThePeakOfDoubles() {
        JsonNode document = bench("digits.net", "--mode", "infer", "--runs", "1", "--precision", "f64", "--no-fuse")
                .json();
        assertThat(document.at("/results/0/peakGflops").asDouble()).isPositive();
    }

    @Test
    void devicesAreMeasuredWhereAskedFor() {
        JsonNode device = Outcome.of("devices", "--measure", "--json").json().at("/devices/0");
        assertThat(device.get("gflops").asDouble()).isPositive();
        assertThat(device.get("bandwidth").asDouble()).isPositive();
        assertThat(Outcome.of("devices", "--json").json().at("/devices/0/gflops").isNull()).isTrue();
    }

    private static Outcome bench(String model, Object... more) {
        Outcome outcome = Outcome.of(
                Stream.concat(Stream.of("bench", Outcome.model(model), "--json"), Stream.of(more)).toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome;
    }

    private static List<String> texts(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false).map(row -> row.get(field).asText()).toList();
    }
}
