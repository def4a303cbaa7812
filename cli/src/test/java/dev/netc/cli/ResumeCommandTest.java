package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

import dev.netc.runtime.training.RunPlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code netc train --resume} as a person types it: what it takes from the checkpoint, and what it refuses. */
class ResumeCommandTest extends ColoredTraining {
    private Path run;

    @BeforeEach
    void name() {
        run = folder.resolve("run");
    }

    private Outcome train(Path into, Object... more) {
        return Outcome.of(Stream.concat(Stream.of("train", model, "--data", data, "--run", into), Stream.of(more))
                .toArray());
    }

    private void succeeds(Path into, Object... more) {
        Outcome outcome = train(into, more);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    private String refused(Object... more) {
        Outcome outcome = train(run, more);
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("error[run]: ").doesNotContain("Exception");
        return outcome.err();
    }

    /** A training that an image ended in the middle of an epoch; the image, to be mended by. */
    private byte[] unfinished(Object... more) throws IOException {
        Files.writeString(model, ColoredImages.NET.replace("mean(image), ", "").replace(", color(0.1)", ""));
        Path image = data.resolve("train/class1/3.png");
        byte[] whole = Files.readAllBytes(image);
        Files.writeString(image, "no image");
        Outcome outcome = train(run, Stream.concat(Stream.of("--checkpoint-every", "0"), Stream.of(more)).toArray());
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.err()).contains("3.png");
        return whole;
    }

    @Test
    void aTrainingThatAnImageEndedGoesOnWhenTheImageIsMended() throws IOException {
        byte[] image = unfinished("--epochs", "3");
        Files.write(data.resolve("train/class1/3.png"), image);
        succeeds(run, "--resume");
        succeeds(folder.resolve("whole"), "--epochs", "3");
        ResumedRun.assertSame(run, folder.resolve("whole"));
    }

    @Test
    void whatIsLeftOutIsAsItWas() throws IOException {
        Object[] options = {"--batch", "7", "--seed", "3", "--validate", "0.2", "--devices", "0", "--recipe", "plain"};
        succeeds(run, Stream.concat(Stream.of("--epochs", "2"), Stream.of(options)).toArray());
        succeeds(run, "--resume", "--epochs", "4");
        Path whole = folder.resolve("whole");
        succeeds(whole, Stream.concat(Stream.of("--epochs", "4"), Stream.of(options)).toArray());
        ResumedRun.assertSame(run, whole);
        assertThat(Files.readString(run.resolve("report.html"))).contains("--resume", "--batch=7", "--recipe=plain");
    }

    @Test
    void whatIsLeftOutStaysAnOptionWhereTheModelStandsBehindAllOptions() {
        succeeds(run, "--epochs", "1", "--batch", "7");
        Outcome outcome = Outcome.of("train", "--data", data, "--run", run, "--resume", "--epochs", "2", "--", model);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    @Test
    void theReportOfATrainingThatGoesOnShowsAllOfIt() throws IOException {
        succeeds(run, "--epochs", "2");
        succeeds(run, "--resume", "--epochs", "3");
        assertThat(Files.readString(run.resolve("report.html"))).contains("finished after epoch 3 of 3",
                "epoch 1, training: ", "epoch 2, training: ", "epoch 3, training: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--batch 6 | batch: 5 then, 6 now", "--seed 4 | seed: 1 then, 4 now",
        "--precision f64 | precision: f32 then, f64 now", "--no-fuse | kernels fused: true then, false now",
        "--recipe gpu | kernels: plain then, gpu now", "--validate 0.2 | images to train with: 48 of `train`",
        "--test-part train | images to validate with: 48 of `test`, names"})
    void whatContradictsTheCheckpointIsRefusedWithBothValues(String option, String words) {
        succeeds(run, "--epochs", "1", "--devices", "0", "--recipe", "plain");
        assertThat(refused(Stream.concat(Stream.of("--resume", "--epochs", "2"), Stream.of(option.split(" ", -1)))
                .toArray())).contains("the training cannot go on as it was begun", words);
    }

    @Test
    void anotherModelIsRefusedByTheLineThatDiffers() throws IOException {
        succeeds(run, "--epochs", "1");
        Files.writeString(model, ColoredImages.NET.replace("dense(200)", "dense(13)"));
        assertThat(refused("--resume", "--epochs", "2")).contains("model, line 6: `b = all(a) -> dense(200) -> relu",
                "then, `b = all(a) -> dense(13)");
    }

    @Test
    void whatHasEndedSaysSoAndHowItGoesOn() {
        succeeds(run, "--epochs", "2");
        assertThat(refused("--resume")).contains("this training has ended; 2 epochs are done", "--epochs 3 or more");
        assertThat(refused("--resume", "--epochs", "1")).contains("1 were asked for");
        succeeds(run, "--epochs", "1"); // anew
    }

    @Test
    void nothingToGoOnFromIsSaid() {
        assertThat(refused("--resume")).contains(run + ": no training can go on there: it holds no checkpoint");
        assertThat(train(run, "--resume", "--weights", "some.safetensors").status()).isEqualTo(2);
    }

    @Test
    void anUnfinishedTrainingIsNotOverwritten() throws IOException {
        unfinished();
        byte[] before = Files.readAllBytes(new RunPlace(run).checkpointFile());
        assertThat(refused()).contains("a training that has not ended lies there", "`--resume` goes on with it",
                new RunPlace(run).checkpointFolder() + " removed");
        assertThat(new RunPlace(run).checkpointFile()).hasBinaryContent(before);
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        succeeds(run, "--epochs", "1");
        Path file = new RunPlace(run).checkpointFile();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        assertThat(refused("--resume", "--epochs", "2")).contains(file + ": the checkpoint is damaged", "cut off");
        bytes[bytes.length - 9] ^= 1;
        Files.write(file, bytes);
        assertThat(refused("--resume", "--epochs", "2")).contains("its bytes are not what their hash says");
        assertThat(refused()).contains("the checkpoint is damaged");
        Files.copy(run.resolve("last.safetensors"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused("--resume")).contains("is no checkpoint");
    }

    @Test
    void aFileInThePlaceOfAFolderIsSaidBeforeAnythingIsOpened() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");
        run = taken;
        assertThat(refused()).contains(taken + ": no run can be kept there").doesNotContain("device ");
        run = Files.createDirectories(folder.resolve("half"));
        Files.writeString(run.resolve("checkpoint"), "a file");
        assertThat(refused()).contains("no run can be kept there: a file of that name is in the way");
    }

    @Test
    void aBatchInPartsGoesOnInAsMany() throws IOException {
        Files.writeString(model, ColoredImages.NET.replace("columns 2 {", "").replaceFirst("\\}", "")
                .replace("all(a)", "a").replace("all(b)", "b"));
        succeeds(run, "--epochs", "1", "--devices", "0,0");
        assertThat(refused("--resume", "--epochs", "2", "--devices", "0"))
                .contains("parts of a batch: 2 then, 1 now");
        succeeds(run, "--resume", "--epochs", "2");
        Path whole = folder.resolve("whole");
        succeeds(whole, "--epochs", "2", "--devices", "0,0");
        ResumedRun.assertSame(run, whole);
    }
}
