package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.netc.runtime.opencl.Devices;
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
    void anotherSeedLeavesOtherBytes() throws IOException {
        assertThat(Arrays.equals(train("0", "--seed", "2"), train("0"))).isFalse();
    }

    /** The weight file after 20 steps: 1,437 digits in batches of 72. */
    private byte[] train(String devices, Object... more) throws IOException {
        Path run = folder.resolve("run");
        Object[] arguments = {"train", Outcome.model("digits.net"), "--data", "digits", "--run", run, "--batch", "72",
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
