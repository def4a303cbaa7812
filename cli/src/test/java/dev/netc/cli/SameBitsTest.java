package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.netc.runtime.Devices;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training leaves does not depend on which devices it ran on, as long as they are of one kind. */
class SameBitsTest {
    @TempDir
    private Path folder;

    @Test
    void twentyStepsWithDropoutLeaveTheSameBytesWhereverTheColumnsRan() throws IOException {
        byte[] expected = train("0");
        assertThat(train("0")).as("a second time").isEqualTo(expected);
        assertThat(train("0,0")).as("both columns on one device").isEqualTo(expected);
        Assumptions.assumeTrue(Devices.list().getFirst().partitionable(), "a device that splits");
        assertThat(train("0.0,0.1")).as("a column a half").isEqualTo(expected);
        assertThat(train("0.1,0.0")).as("halves exchanged").isEqualTo(expected);
    }

    @Test
    void soDoABatchInTwoPartsWhereverTheyRan() throws IOException {
        Path model = Files.writeString(folder.resolve("one.net"),
                """
                        net One(classes = 10) {
                          input image: [1, 8, 8]
                          input label: class(classes)
                          first = image -> conv(12, 3, pad: 1, bias: none) -> batchnorm -> relu -> dropout(0.2)
                          head  = first -> dense(20) -> relu -> dense(classes)
                          output probabilities = softmax(head)
                          train { loss cross_entropy(head, label) optimizer sgd(rate: 0.05, momentum: 0.9) prepare scale(0.0625) }
                        }
                        """);
        byte[] expected = trainModel(model, "0,0");
        assertThat(trainModel(model, "0,0")).as("a second time").isEqualTo(expected);
        Assumptions.assumeTrue(Devices.list().getFirst().partitionable(), "a device that splits");
        assertThat(trainModel(model, "0.0,0.1")).as("a part a half").isEqualTo(expected);
        assertThat(trainModel(model, "0.1,0.0")).as("halves exchanged").isEqualTo(expected);
    }

    @Test
    void theKernelsForGpusLeaveTheSameBytesWhereverTheColumnsRan() throws IOException {
        byte[] expected = train("0", "--recipe", "gpu");
        assertThat(train("0,0", "--recipe", "gpu")).as("both columns on one device").isEqualTo(expected);
        Assumptions.assumeTrue(Devices.list().getFirst().partitionable(), "a device that splits");
        assertThat(train("0.0,0.1", "--recipe", "gpu")).as("a column a half").isEqualTo(expected);
    }

    @Test
    void anotherSeedLeavesOtherBytes() throws IOException {
        assertThat(Arrays.equals(train("0", "--seed", "2"), train("0"))).isFalse();
    }

    /** The weight file after 20 steps: 1,437 digits in batches of 72. */
    private byte[] train(String devices, Object... more) throws IOException {
        return trainModel(Outcome.model("digits.net"), devices, more);
    }

    private byte[] trainModel(Object model, String devices, Object... more) throws IOException {
        Path run = folder.resolve("run");
        Object[] arguments = {"train", model, "--data", "digits", "--run", run, "--batch", "72",
            "--epochs", "1", "--devices", devices, "--json"};
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        Outcome outcome = Outcome.of(all);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("steps").asInt()).isEqualTo(20);
        Path weights = run.resolve("last.safetensors");
        assertThat(Safetensors.read(weights).metadata()).containsKeys("model", "classes", "settings");
        return Files.readAllBytes(weights);
    }
}
