package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir
    private Path folder;

    @Test
    void alexNetCostsWhatItsPaperSays() {
        Outcome outcome = Outcome.of("check", Outcome.model("alexnet.net"));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines().map(line -> line.strip().replaceAll(" +", " "))).contains(
                "conv1 conv 2 [96, 55, 55] 34,944 105,415,200", "lrn [96, 55, 55]", "maxpool [96, 27, 27]",
                "conv4 conv 2 [384, 13, 13] 663,936 112,140,288", "fc8 dense [1000] 4,097,000 4,096,000",
                "total 60,965,224 724,406,816",
                "In a training step 60,030,976 bytes cross between devices.");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aNetThatStandsOnOneDeviceSaysNothingOfExchanges() {
        assertThat(Outcome.of("check", Outcome.model("lenet.net")).out()).contains("431,080")
                .doesNotContain("cross between devices");
    }

    @Test
    void theJsonDocumentHasARowAColumnAndTotalsOverAll() {
        JsonNode document = Outcome.of("check", Outcome.model("alexnet.net"), "--json").json();
        assertThat(document.get("net").asText()).isEqualTo("AlexNet");
        assertThat(document.get("batch").asInt()).isEqualTo(128);
        JsonNode totals = document.get("totals");
        assertThat(totals.get("parameters").asLong()).isEqualTo(60_965_224);
        assertThat(totals.get("multiplyAdds").asLong()).isEqualTo(724_406_816);
        assertThat(totals.get("exchangedBytes").asLong()).isEqualTo(60_030_976);
        List<JsonNode> layers = StreamSupport.stream(document.get("layers").spliterator(), false).toList();
        assertThat(layers).hasSize(15);
        assertThat(layers.stream().mapToLong(l -> l.get("parameters").asLong()).sum()).isEqualTo(60_965_224);
        assertThat(layers.get(1).toString()).contains("\"name\":\"conv1\",\"operator\":\"conv\",\"column\":1,"
                + "\"output\":[48,55,55],\"parameters\":17472,\"multiplyAdds\":52707600");
        assertThat(layers.getLast().get("column").isNull()).isTrue();
        assertThat(document.get("warnings")).isEmpty();
    }

    @Test
    void trainingTakesMoreMemoryThanInferenceAndASmallerBatchLess() {
        JsonNode large = memory("--batch", "64");
        JsonNode small = memory("--batch", "16");
        for (int device = 0; device < 2; device++) {
            assertThat(large.get("training").get(device).asLong()).isGreaterThan(
                    large.get("inference").get(device).asLong());
            assertThat(large.get("training").get(device).asLong()).isGreaterThan(
                    small.get("training").get(device).asLong());
        }
        assertThat(memory("--batch", "16", "--precision", "f64").get("training").get(0).asLong()).isGreaterThan(
                small.get("training").get(0).asLong());
    }

    @Test
    void thePlanSaysWhatIsStoredAndWhatIsMadeAgain() {
        Outcome outcome = Outcome.of("check", Outcome.model("alexnet.net"), "--memory");
        assertThat(outcome.out()).contains("train on device 1",
                "Made again where they are read, instead of stored: image (73.5 MiB).");
        JsonNode document = Outcome.of("check", Outcome.model("alexnet.net"), "--memory", "--json").json();
        for (int device = 0; device < 2; device++) {
            JsonNode plan = document.get("plan").get("devices").get(device);
            assertThat(plan.get("kept").asLong() + plan.get("pixels").asLong() + plan.get("shared").asLong())
                    .isEqualTo(document.get("totals").get("memory").get("training").get(device).asLong());
            assertThat(plan.get("shared").asLong()).isBetween(plan.get("fullest").asLong(),
                    plan.get("fullest").asLong() * 11 / 10);
        }
    }

    @Test
    void aSmallNetStoresEverything() {
        assertThat(Outcome.of("check", Outcome.model("digits.net"), "--memory").out())
                .contains("Everything that is read again is stored.").doesNotContain("Made again");
    }

    private static JsonNode memory(String... more) {
        Object[] arguments = Stream.concat(Stream.of("check", Outcome.model("digits.net"), "--json"), Stream.of(more))
                .toArray();
        return Outcome.of(arguments).json().at("/totals/memory");
    }

    @Test
    void aNetWithoutATrainBlockHasNoTrainingToPlan() throws IOException {
        Path model = Files.writeString(folder.resolve("infer.net"), """
                net Infer {
                  input x: [5]
                  output y = x -> dense(3) -> softmax
                }
                """);
        Outcome outcome = Outcome.of("check", model);
        assertThat(outcome.out()).contains("memory for inference").doesNotContain("training");
        JsonNode totals = Outcome.of("check", model, "--json").json().get("totals");
        assertThat(totals.get("exchangedBytes").isNull()).isTrue();
        assertThat(totals.at("/memory/training").isNull()).isTrue();
    }

    @Test
    void parametersOfTheNetAreSetFromTheCommandLine() {
        JsonNode document = Outcome.of("check", Outcome.model("digits.net"), "-P", "classes=7", "--json").json();
        JsonNode last = document.get("layers").get(document.get("layers").size() - 1);
        assertThat(last.get("output").toString()).isEqualTo("[7]");
    }

    @Test
    void everyStageIsDumpedInOrderAndOneThatDidNothingSaysSo() throws IOException {
        assertThat(Outcome.of("check", Outcome.model("digits.net"), "--dump", folder.resolve("stages")).status())
                .isZero();
        try (Stream<Path> files = Files.list(folder.resolve("stages"))) {
            List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
            assertThat(names).contains("01-predict-build.txt", "08-predict-layout-cpu-small.txt", "09-train-build.txt",
                    "10-train-differentiate.txt", "17-train-layout-cpu.txt");
        }
        assertThat(folder.resolve("stages/09-train-build.txt")).content().startsWith("graph Digits.train {");
        try (Stream<Path> files = Files.list(folder.resolve("stages"))) {
            assertThat(files).anySatisfy(f -> assertThat(f).hasContent("(unchanged)"));
        }
    }

    @Test
    void forGpusTheMemoryOfSumsInPartsIsPlannedToo() {
        Outcome gpu = Outcome.of("check", Outcome.model("digits.net"), "--target", "gpu", "--json");
        assertThat(gpu.status()).isZero();
        assertThat(gpu.json().get("warnings")).isEmpty();
        assertThat(gpu.json().get("totals")).isNotEqualTo(
                Outcome.of("check", Outcome.model("digits.net"), "--target", "plain", "--json").json().get("totals"));
    }

    @Test
    void everyGradientIsProvedThatOfAUsersFunctionToo() throws IOException {
        Path model = Files.writeString(folder.resolve("own.net"), """
                net Own {
                  input image: [2, 7, 5]
                  input label: class(3)
                  fn soft(x, sharp) = log(1 + exp(sharp * x)) / sharp
                  columns 2 {
                    conv1 = image -> conv(3, 3, pad: 1) -> soft(2) -> lrn(size: 3, alpha: 0.1) -> maxpool(3, stride: 2)
                    fc2   = all(conv1) -> dense(5) -> tanh -> dropout(0.3)
                  }
                  fc3 = all(fc2) -> dense(3)
                  output probabilities = softmax(fc3)
                  train { loss cross_entropy(fc3, label) optimizer sgd(rate: 0.1) }
                }
                """);
        Outcome outcome = Outcome.of("check", model, "--gradients", "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode gradients = outcome.json().get("gradients");
        assertThat(gradients.findValuesAsText("name")).containsExactlyInAnyOrder("image", "conv1.weight", "conv1.bias",
                "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias");
        assertThat(gradients).allSatisfy(g -> assertThat(g.get("relativeError").asDouble()).isLessThan(1e-6));
        assertThat(Outcome.of("check", model, "--gradients").out()).contains("gradient by", "relative error")
                .doesNotContain("DOES NOT HOLD");
    }

    @Test
    void withoutALossThereIsNoGradientToProve() throws IOException {
        Path model = Files.writeString(folder.resolve("infer.net"),
                "net Infer { input x: [5] output y = x -> dense(3) }");
        Outcome outcome = Outcome.of("check", model, "--gradients");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("has no train block, so there is no loss");
    }
}
