package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.netc.runtime.opencl.Devices;
import dev.netc.runtime.training.RunPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed at random moments, and goes on from its checkpoint each time, ends in the bytes of one that never was.
 * {@code -Dnetc.kills=100} kills more often, {@code -Dnetc.kill.seed=7} at other moments.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("netc.kills", 20);
    private static final long SEED = Long.getLong("netc.kill.seed", 1);
    /** Steps between two kills, at most: a checkpoint is written after each, so that most kills meet one half written. */
    private static final int MOST_STEPS = 6;
    private static final int MOST_NANOS_AFTER = 12_000_000;
    private static final int MOST_NANOS_OF_THE_START = 600_000_000;

    @TempDir
    private Path folder;

    @Test
    void endsInTheBytesOfOneThatWasNot() throws IOException, InterruptedException {
        Path data = ColoredImages.write(folder.resolve("data"));
        Path model = Files.writeString(folder.resolve("all.net"), ColoredImages.NET);
        int epochs = Math.max(3, 2 * KILLS * MOST_STEPS / ColoredImages.STEPS);
        List<Object> command = List.of("train", model, "--data", data, "--epochs", epochs, "--checkpoint-every", "0");
        Path whole = folder.resolve("whole");
        Outcome never = Outcome.of(with(command, "--run", whole, "--devices", halves()));
        assertThat(never.status()).as(never.err()).isZero();
        Path killed = folder.resolve("killed");
        kill(command, killed);
        ResumedRun.assertSame(killed, whole);
    }

    private void kill(List<Object> command, Path run) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        RunPlace place = new RunPlace(run);
        int half = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            NetcProcess process = start(command, run, kill % 2 == 0 ? "0" : halves(), kill);
            int steps = random.nextInt(MOST_STEPS + 1);
            long after = random.nextInt(steps == 0 ? MOST_NANOS_OF_THE_START : MOST_NANOS_AFTER);
            boolean met = await(process, place.checkpointFile(), steps, after);
            assertThat(met).as("kill %s met a training that ended: %s", kill, process.said()).isTrue();
            process.kill();
            half += halfWritten(place);
            System.out.printf("kill %d of %d: %d checkpoints and %,d us after the start%s%n", kill, KILLS, steps,
                    after / 1000, halfWritten(place) > 0 ? ", while one was written" : "");
        }
        NetcProcess last = start(command, run, halves(), KILLS + 1);
        assertThat(last.await()).as(last.said()).isZero();
        System.out.printf("%d of %d kills met a file half written%n", half, KILLS);
    }

    private NetcProcess start(List<Object> command, Path run, String devices, int number) throws IOException {
        boolean resumes = Files.exists(new RunPlace(run).checkpointFile());
        return NetcProcess.start(folder.resolve(number + ".log"), with(command,
                Stream.concat(Stream.of("--run", run, "--devices", devices),
                        resumes ? Stream.of("--resume") : Stream.empty()).toArray()));
    }

    /** Waits until so many checkpoints were written, and then a little; whether the training was going on at that moment. */
    private static boolean await(NetcProcess process, Path checkpoint, int steps, long after) throws IOException {
        Object last = identity(checkpoint);
        for (int seen = 0; seen < steps && process.isAlive();) {
            Object now = identity(checkpoint);
            seen += now.equals(last) ? 0 : 1;
            last = now;
            Thread.onSpinWait();
        }
        long until = System.nanoTime() + after;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return process.isAlive();
    }

    /** Another one whenever another file has taken the place of the old. */
    private static Object identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.fileKey(), attributes.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private static int halfWritten(RunPlace place) throws IOException {
        int found = 0;
        for (Path written : List.of(place.folder(), place.checkpointFolder())) {
            if (Files.isDirectory(written)) {
                try (Stream<Path> files = Files.list(written)) {
                    found += files.anyMatch(file -> file.getFileName().toString().endsWith(".tmp")) ? 1 : 0;
                }
            }
        }
        return Math.min(1, found);
    }

    private static Object[] with(List<Object> command, Object... more) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    private static String halves() {
        return Devices.list().getFirst().partitionable() ? "0.0,0.1" : "0,0";
    }
}
