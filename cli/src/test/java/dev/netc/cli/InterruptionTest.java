package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.netc.runtime.training.RunPlace;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, and its like, in a training's process. */
class InterruptionTest extends ColoredTraining {

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void itStopsAfterTheStepAndSaysHowItGoesOn(String signal) throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        NetcProcess process = train(run, signal);
        while (process.isAlive() && !Files.exists(run.resolve("report.html"))) {
            Thread.onSpinWait(); // which is written after the first step
        }
        process.signal(signal);
        assertThat(process.await()).as(process.said()).isEqualTo(130);
        assertThat(process.said())
                .contains("interrupted after ", new RunPlace(run).checkpointFolder() + " holds all of it",
                        "this goes on: netc train " + model + " --data " + data, " --resume")
                .doesNotContain("Exception");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("interrupted after", "This goes on: <code>netc train ")
                .doesNotContain("http-equiv=\"refresh\"");
        int ended = new RunPlace(run).resumable().checkpoint().state().ended().size();
        String epochs = Integer.toString(ended + 2);
        Outcome goneOn = Outcome.of("train", model, "--data", data, "--run", run, "--resume", "--epochs", epochs);
        assertThat(goneOn.status()).as(goneOn.err()).isZero();
        assertThat(goneOn.err()).contains("goes on after ");
        Path whole = folder.resolve("whole");
        Outcome never = Outcome.of("train", model, "--data", data, "--run", whole, "--epochs", epochs, "--devices",
                "0");
        assertThat(never.status()).as(never.err()).isZero();
        ResumedRun.assertSame(run, whole);
    }

    @Test
    void whileItGoesOnNoOtherProcessTrainsThereAndAKillLetsOneGoOn() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        NetcProcess process = NetcProcess.start(folder.resolve("log"), "train", model, "--data", data, "--run", run,
                "--devices", "0", "--epochs", "1000000");
        while (process.isAlive() && !Files.exists(new RunPlace(run).checkpointFile())) {
            Thread.onSpinWait();
        }
        for (String more : List.of("--resume", "--json")) {
            Outcome second = Outcome.of("train", model, "--data", data, "--run", run, more);
            assertThat(second.status()).isEqualTo(1);
            assertThat(second.err()).contains("error[run]: " + run + ": a training is under way there");
        }
        assertThat(process.isAlive()).as(process.said()).isTrue();
        process.kill();
        int ended = new RunPlace(run).resumable().checkpoint().state().ended().size();
        Outcome goneOn = Outcome.of("train", model, "--data", data, "--run", run, "--resume", "--epochs", ended + 1);
        assertThat(goneOn.status()).as(goneOn.err()).isZero();
    }

    private NetcProcess train(Path run, String signal) throws IOException, InterruptedException {
        return NetcProcess.start(folder.resolve("log"), Map.of(), heeding(signal), "train", model, "--data",
                data, "--run", run, "--devices", "0", "--epochs", "1000000");
    }

    /** A process that was started in the background ignores Ctrl-C, and so would all that it starts. */
    private static List<String> heeding(String signal) throws IOException, InterruptedException {
        List<String> words = List.of("env", "--default-signal=" + signal);
        boolean known = new ProcessBuilder("env", "--default-signal=" + signal, "true").start().waitFor() == 0;
        Assumptions.assumeTrue(known, "an `env` that can let processes heed signals");
        return words;
    }
}
