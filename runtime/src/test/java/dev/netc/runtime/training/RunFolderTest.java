package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that cannot be written to: no training ends because of one, and no checkpoint is harmed. */
class RunFolderTest {
    private static final Dataset DIGITS = Dataset.open("digits", DataOptions.DEFAULT);
    private static final Training TRAINING = new Training("image", "label", 10, 100, 3, 1, 0.5, 0, 0,
            new Schedule.Constant(), List.of(), List.of());
    private static final int STEPS_AN_EPOCH = 15;

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private Optional<Path> mounted = Optional.empty();

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted.isPresent()) {
            // lazily: the files that were mapped are held until they are collected
            new ProcessBuilder("umount", "-l", mounted.get().toString()).inheritIO().start().waitFor();
        }
    }

    /** A folder on a disk of its own, as small as that. */
    private Path smallDisk(int kilobytes) throws IOException, InterruptedException {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs",
                disk.toString()).redirectErrorStream(true).start();
        Assumptions.assumeTrue(mount.waitFor() == 0, "who runs the tests may mount a disk");
        mounted = Optional.of(disk);
        return disk;
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThatThrownBy(() -> {
                while (true) {
                    out.write(new byte[512]);
                }
            }).isInstanceOf(IOException.class);
        }
    }

    private void train(Path run, Duration every, Consumer<Progress> stepped) {
        try (RunLock lock = RunLock.take(run)) {
            train(lock, every, stepped);
        }
    }

    private void train(RunLock lock, Duration every, Consumer<Progress> stepped) {
        RunMetadata metadata = new RunMetadata("net Host {}", ClassNames.of(List.of("a", "b")), Map.of());
        Optional<CheckpointFile> from = lock.place().checkpoint();
        RunFolder kept = from.isPresent()
                ? RunFolder.resume(lock, metadata, "", warnings::add)
                : RunFolder.begin(lock, metadata, "", warnings::add);
        Trainer trainer = new Trainer(new HostModel(TRAINING, 8, 8), DIGITS,
                TrainingOptions.of(TRAINING).withCheckpointEvery(every),
                TrainingListener.all(List.of(kept, new TrainingListener() {
                    @Override
                    public void stepped(Progress progress) {
                        stepped.accept(progress);
                    }
                })));
        from.ifPresent(file -> trainer.resume(file.checkpoint()));
        trainer.train();
    }

    private Path whole() {
        Path run = folder.resolve("whole");
        train(run, Duration.ofDays(1), progress -> {});
        return run;
    }

    @Test
    void weightsThatCannotBeWrittenAreWarnedOfAndWrittenWhenTheyCan() throws IOException {
        Path run = folder.resolve("run");
        RunPlace place = new RunPlace(run);
        Path inTheWay = place.last().resolve("in the way");
        Files.createDirectories(inTheWay);
        List<String> checkpoints = new ArrayList<>();
        train(run, Duration.ZERO, progress -> {
            if (progress.step() == STEPS_AN_EPOCH + 5) {
                checkpoints.add(place.resumable().checkpoint().state().text());
                delete(inTheWay);
                delete(place.last());
            }
        });
        assertThat(checkpoints).as("a checkpoint without its weights").containsExactly("step 15 (epoch 1)");
        assertThat(warnings).hasSize(2).first().asString().contains(place.last() + ": cannot be written: ",
                "the training goes on, and tries again at the next checkpoint");
        assertThat(warnings.getLast()).isEqualTo("what could not be written has been written now");
        assertThat(place.last()).hasSameBinaryContentAs(whole().resolve("last.safetensors"));
        assertThat(place.resumable().checkpoint().state().isFinished()).isTrue();
    }

    @Test
    void weightsThatAreWrittenLateAreThoseOfTheEndOfTheirEpoch() throws IOException {
        List<byte[]> last = new ArrayList<>();
        Path whole = folder.resolve("whole");
        train(whole, Duration.ofDays(1), progress -> {
            if (progress.step() == STEPS_AN_EPOCH + 1) {
                last.add(bytes(whole.resolve("last.safetensors")));
            }
        });
        RunPlace place = new RunPlace(folder.resolve("run"));
        Files.createDirectories(place.last().resolve("in the way"));
        train(place.folder(), Duration.ZERO, progress -> {
            if (progress.step() == STEPS_AN_EPOCH + 5) {
                delete(place.last().resolve("in the way"));
                delete(place.last());
            } else if (progress.step() == STEPS_AN_EPOCH + 8) {
                last.add(bytes(place.last()));
            }
        });
        assertThat(last).hasSize(2);
        assertThat(last.getLast()).isEqualTo(last.getFirst());
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDiskThatFillsUpHarmsNoCheckpointAndIsAnErrorInTheEnd() throws IOException, InterruptedException {
        Path run = smallDisk(256).resolve("run");
        Path filler = run.resolve("filler");
        List<byte[]> good = new ArrayList<>();
        assertThatThrownBy(() -> train(run, Duration.ZERO, progress -> {
            if (progress.step() == STEPS_AN_EPOCH + 5) {
                good.add(bytes(new RunPlace(run).checkpointFile()));
                fillUp(filler);
            }
        })).isInstanceOf(RunException.class).hasMessageContaining("No space left on device")
                .hasMessageContaining("The training has ended");
        assertThat(warnings).isNotEmpty().first().asString().contains("No space left on device; the training goes on");
        assertThat(new RunPlace(run).checkpointFile()).hasBinaryContent(good.getFirst());
        Files.delete(filler);
        warnings.clear();
        train(run, Duration.ZERO, progress -> {});
        assertThat(warnings).isEmpty();
        Path whole = whole();
        for (String file : List.of("last.safetensors", "best.safetensors")) {
            assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fillUp(Path file) {
        try {
            fill(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDiskWithoutRoomForARunIsSaidBeforeItBegins() throws IOException, InterruptedException {
        RunPlace place = new RunPlace(smallDisk(20 << 10).resolve("run"));
        RunLock.take(place.folder()).close();
        Program large = large(1);
        assertThatThrownBy(() -> place.checkRoom(large, Precision.F32)).isInstanceOf(RunException.class)
                .hasMessageContaining("a run of net Large needs 24.0 MiB there")
                .hasMessageMatching("(?s).*; (19|20)\\.\\d MiB are free");
        Files.write(place.last(), new byte[4 << 20]); // what will be replaced is no room that is missing
        assertThatThrownBy(() -> place.checkRoom(large, Precision.F64)).hasMessageContaining("needs 48.0 MiB");
        assertThatThrownBy(() -> place.checkRoom(large(0), Precision.F64)).as("held still, it has no momentum")
                .hasMessageContaining("needs 32.0 MiB");
    }

    /** A program of 4 MiB of weights. */
    private static Program large(double rate) {
        return new Program(Program.VERSION, "Large", List.of(), List.of(),
                List.of(new Parameter("fc.weight", List.of(1024, 1024), 1, new Initializer.Constant(0), rate, 1)), null,
                List.of());
    }

    @Test
    void whatAKilledRunLeftHalfWrittenIsRemoved() throws IOException {
        RunPlace place = new RunPlace(folder.resolve("run"));
        RunLock.take(place.folder()).close();
        Path left = Files.writeString(place.checkpointFolder().resolve(".training.safetensors.17.tmp"), "half");
        Path own = Files.writeString(place.folder().resolve("notes.tmp"), "a person's");
        RunLock.take(place.folder()).close();
        assertThat(left).doesNotExist();
        assertThat(own).exists();
    }

    @Test
    void aFolderIsOneTrainingsAtATime() throws IOException {
        Path run = folder.resolve("run");
        try (RunLock held = RunLock.take(run)) {
            Path writing = Files.writeString(held.place().checkpointFolder().resolve(".training.safetensors.tmp"),
                    "half");
            assertThatThrownBy(() -> RunLock.take(run)).isInstanceOf(RunException.class)
                    .hasMessage(
                            run + ": a training is under way there, and two would spoil each other's files: wait for"
                                    + " its end, end it by Ctrl-C, or name another folder");
            assertThat(writing).as("what the other one writes").exists();
        }
        RunLock.take(run).close();
    }

    @Test
    void aFolderWithATrainingThatHasNotEndedIsNotBegunAnew() {
        Path run = folder.resolve("run");
        assertThatThrownBy(() -> train(run, Duration.ZERO, progress -> {
            if (progress.step() == 3) {
                throw new IllegalStateException("ended");
            }
        })).hasMessage("ended");
        assertThatThrownBy(new RunPlace(run)::checkFree).isInstanceOf(RunException.class)
                .hasMessageContaining("a training that has not ended lies there; it stands after step 2 (epoch 1)");
    }
}
