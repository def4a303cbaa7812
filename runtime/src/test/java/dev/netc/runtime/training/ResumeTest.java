package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import dev.netc.program.Augment;
import dev.netc.program.Prepare;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that rested ends in the bytes of one that did not, wherever it rested. */
class ResumeTest {
    private static final Dataset DIGITS = Dataset.open("digits", DataOptions.DEFAULT.withValidate(0.1));
    /** 1,293 images, 100 a step. */
    private static final int STEPS_AN_EPOCH = 13;
    private static final int EPOCHS = 4;

    @TempDir
    private Path folder;

    private static Training training(Schedule schedule) {
        return new Training("image", "label", 10, 100, EPOCHS, 1, 0.5, 0, 0, schedule, List.of(new Prepare.MeanImage()),
                List.of(new Augment.Crop(), new Augment.Flip()));
    }

    /** Hears of a training, and may end it. */
    private static final class Watcher implements TrainingListener {
        private final List<String> heard = new ArrayList<>();
        private Predicate<String> stops = event -> false;
        private Runnable stop = () -> {};

        private void happens(String event) {
            heard.add(event);
            if (stops.test(event)) {
                stop.run();
            }
        }

        @Override
        public void stepped(Progress progress) {
            happens("step " + progress.step());
        }

        @Override
        public Optional<Answers> answers() {
            return Optional.of((image, label, probabilities) -> happens("validated " + image));
        }

        @Override
        public void resumed(History history, dev.netc.runtime.Model model) {
            happens("goes on after " + history.state().text());
        }

        @Override
        public void rateChanged(RateChange change) {
            happens("rate changes after " + change.epoch());
        }

        @Override
        public void ended(TrainingResult result) {
            happens("ended");
        }
    }

    /** Of files that could not be written: nobody expects any. */
    private final List<String> warnings = new ArrayList<>();

    /** Trains in a folder, from its checkpoint where it has one, until something happens. */
    private Watcher train(Path run, Training training, Duration every, Predicate<String> stops) {
        try (RunLock lock = RunLock.take(run)) {
            return train(lock, training, every, stops);
        }
    }

    private Watcher train(RunLock lock, Training training, Duration every, Predicate<String> stops) {
        Optional<CheckpointFile> from = lock.place().checkpoint();
        RunMetadata metadata = new RunMetadata("net Host {}", ClassNames.of(List.of("a", "b")), Map.of());
        RunFolder kept = from.isPresent()
                ? RunFolder.resume(lock, metadata, "", warnings::add)
                : RunFolder.begin(lock, metadata, "", warnings::add);
        Watcher watcher = new Watcher();
        Trainer trainer = new Trainer(new HostModel(training, 6, 8), DIGITS,
                TrainingOptions.of(training).withCheckpointEvery(every),
                TrainingListener.all(List.of(kept, watcher)));
        from.ifPresent(file -> trainer.resume(file.checkpoint()));
        watcher.stops = stops;
        watcher.stop = trainer::stop;
        try {
            trainer.train();
        } catch (TrainingStoppedException e) {
            watcher.heard.add("stopped");
        }
        return watcher;
    }

    private void assertSame(Path run, Path whole) throws IOException {
        assertThat(warnings).isEmpty();
        for (String file : List.of("last.safetensors", "best.safetensors", "model.net")) {
            assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(metrics(run)).isEqualTo(metrics(whole));
    }

    /** Without what the clock says. */
    private static List<String> metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream().map(row -> row.split(",", -1))
                .map(row -> {
                    row[2] = "";
                    row[8] = "";
                    return String.join(",", row);
                }).toList();
    }

    private Path whole(Training training) {
        Path run = folder.resolve("whole");
        train(run, training, Duration.ofDays(1), event -> false);
        return run;
    }

    @ParameterizedTest
    @ValueSource(strings = {"step 1", "step 13", "step 14", "step 40", "validated 0", "validated 120"})
    void oneThatWasStoppedGoesOnToTheSameBytes(String where) throws IOException {
        Training training = training(new Schedule.Steps(List.of(2, 3), 0.1));
        Path run = folder.resolve("run");
        assertThat(train(run, training, Duration.ofDays(1), where::equals).heard).endsWith("stopped");
        Watcher second = train(run, training, Duration.ofDays(1), event -> false);
        assertThat(second.heard).endsWith("ended").first().asString().startsWith("goes on after ");
        assertSame(run, whole(training));
    }

    @Test
    void oneThatWasStoppedAfterEveryFewStepsDoesToo() throws IOException {
        Training training = training(new Schedule.Plateau(0.5, 1, 2));
        Path run = folder.resolve("run");
        int rests = 0;
        for (int at = 4; !train(run, training, Duration.ofDays(1), ("step " + at)::equals).heard
                .contains("ended"); at += 4) {
            rests++;
        }
        assertThat(rests).isEqualTo(EPOCHS * STEPS_AN_EPOCH / 4);
        assertSame(run, whole(training));
    }

    /** What happens to a process that is killed: nothing is kept after the last checkpoint. */
    @ParameterizedTest
    @ValueSource(ints = {1, 13, 27})
    void oneThatWasKilledGoesOnFromItsLastCheckpoint(int step) throws IOException {
        Training training = training(new Schedule.Plateau(0.1, 1, 3));
        Path run = folder.resolve("run");
        assertThatThrownBy(() -> train(run, training, Duration.ZERO, event -> {
            if (event.equals("step " + step)) {
                throw new IllegalStateException("killed");
            }
            return false;
        })).hasMessage("killed");
        Watcher second = train(run, training, Duration.ZERO, event -> false);
        if (step > 1) {
            assertThat(second.heard.getFirst()).isEqualTo("goes on after " + (step % STEPS_AN_EPOCH == 1
                    ? "epoch " + step / STEPS_AN_EPOCH + " (step " + (step - 1) + ")"
                    : "step " + (step - 1) + " (epoch " + (1 + (step - 1) / STEPS_AN_EPOCH) + ")"));
        }
        assertSame(run, whole(training));
    }

    @Test
    void theChangesOfTheRateBeforeTheRestAreKnownAfterIt() {
        Training training = training(new Schedule.Steps(List.of(1, 3), 0.1));
        Path run = folder.resolve("run");
        train(run, training, Duration.ofDays(1), "step 30"::equals);
        CheckpointFile file = new RunPlace(run).resumable();
        assertThat(RateHistory.of(training, file.checkpoint().state().ended()).changes()).extracting(RateChange::epoch)
                .containsExactly(1);
        assertThat(train(run, training, Duration.ofDays(1), event -> false).heard)
                .contains("rate changes after 3").doesNotContain("rate changes after 1");
    }

    @Test
    void oneThatIsStoppedAfterItsLastEpochHasEnded() throws IOException {
        Training training = training(new Schedule.Constant());
        Path run = folder.resolve("run");
        train(run, training, Duration.ofDays(1), ("step " + EPOCHS * STEPS_AN_EPOCH)::equals);
        assertThat(new RunPlace(run).resumable().checkpoint().state().isFinished()).isFalse();
        Watcher validated = train(run, training, Duration.ofDays(1), "validated 128"::equals);
        assertThat(validated.heard).endsWith("stopped").contains("validated 0");
        assertThat(new RunPlace(run).resumable().checkpoint().state().isFinished()).isTrue();
        assertSame(run, whole(training));
    }

    @Test
    void moreEpochsGoOnAsOneThatWasToHaveThemFromTheBeginning() throws IOException {
        Training few = training(new Schedule.Steps(List.of(2, 4), 0.1));
        Training more = new Training("image", "label", 10, 100, EPOCHS + 2, 1, 0.5, 0, 0, few.schedule(), few.prepare(),
                few.augment());
        Path run = folder.resolve("run");
        train(run, few, Duration.ofDays(1), event -> false);
        assertThat(train(run, more, Duration.ofDays(1), event -> false).heard).endsWith("ended");
        assertSame(run, whole(more));
    }

    @Test
    void oneThatIsStoppedBeforeItsFirstStepTakesNone() {
        Training training = training(new Schedule.Constant());
        HostModel model = new HostModel(training, 6, 8);
        Trainer trainer = new Trainer(model, DIGITS, TrainingOptions.of(training), new TrainingListener() {});
        assertThat(trainer.stop()).isEqualTo(TrainingPhase.STARTING);
        assertThatThrownBy(trainer::train).isInstanceOf(TrainingStoppedException.class)
                .hasMessageContaining("before its first step");
        assertThat(model.trained).isEmpty();
    }

    @Test
    void oneThatIsAskedAtItsEndHasNothingToStop() {
        Training training = training(new Schedule.Constant());
        List<TrainingPhase> phases = new ArrayList<>();
        AtomicReference<Trainer> trainer = new AtomicReference<>();
        trainer.set(new Trainer(new HostModel(training, 6, 8), DIGITS, TrainingOptions.of(training).withEpochs(1),
                new TrainingListener() {
                    @Override
                    public void ended(TrainingResult result) {
                        phases.add(trainer.get().stop());
                    }
                }));
        assertThat(trainer.get().train().epochs()).isEqualTo(1);
        assertThat(phases).containsExactly(TrainingPhase.ENDED);
    }

    @Test
    void oneThatFailsHasEnded() {
        Training training = training(new Schedule.Constant());
        Trainer trainer = new Trainer(new HostModel(training, 6, 8), DIGITS, TrainingOptions.of(training),
                new TrainingListener() {
                    @Override
                    public void stepped(Progress progress) {
                        throw new IllegalStateException("failed");
                    }
                });
        assertThatThrownBy(trainer::train).hasMessage("failed");
        assertThat(trainer.stop()).isEqualTo(TrainingPhase.ENDED);
    }

    @Test
    void otherTermsAreRefusedWithBothValues() {
        Training training = training(new Schedule.Constant());
        Path run = folder.resolve("run");
        train(run, training, Duration.ofDays(1), "step 20"::equals);
        CheckpointFile file = new RunPlace(run).resumable();
        Trainer other = new Trainer(new HostModel(training, 6, 8), Dataset.open("digits", DataOptions.DEFAULT),
                TrainingOptions.of(training).withBatch(50).withSeed(7), new TrainingListener() {})
                .resume(file.checkpoint());
        assertThatThrownBy(other::train).isInstanceOf(RunException.class)
                .hasMessageContaining("batch: 100 then, 50 now")
                .hasMessageContaining("seed: 1 then, 7 now")
                .hasMessageContaining("images to train with: 1,293 of `train`")
                .hasMessageContaining("then, 1,437 of ");
    }
}
