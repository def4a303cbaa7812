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

import dev.netc.runtime.Devices;
import dev.netc.runtime.training.RunPlace;
import org.junit.jupiter.api.Test;

/**
 * A training that is killed at random moments, and goes on from its checkpoint each time, ends in the bytes of one that never was.
 * {@code -Dnetc.kills=100} kills more often, {@code -Dnetc.kill.seed=7} at other moments.
 */
class KillTest extends ColoredTraining {
    private static final int KILLS = Integer.getInteger("netc.kills", 20);
    private static final long SEED = Long.getLong("netc.kill.seed", 1);
    /** Between two kills; a checkpoint is written after each. */
    private static final int MOST_STEPS = 6;

    /**
     * When a process is killed.
     *
     * @param steps checkpoints that it has written before; with none, it is killed while it starts
     * @param inTheMiddle whether it writes the next one
     * @param nanosAfter and so long after that
     */
    private record Moment(int steps, boolean inTheMiddle, long nanosAfter) {
        private static final int START = 600_000_000;
        private static final int STEP = 12_000_000;
        private static final int WRITING = 1_000_000;

        static Moment draw(Random random) {
            int steps = random.nextInt(MOST_STEPS + 1);
            boolean inTheMiddle = steps > 0 && random.nextBoolean();
            return new Moment(steps, inTheMiddle, random.nextInt(steps == 0 ? START : inTheMiddle ? WRITING : STEP));
        }
    }

    @Test
    void endsInTheBytesOfOneThatWasNot() throws IOException, InterruptedException {
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
            Moment moment = Moment.draw(random);
            boolean met = await(process, place.checkpointFile(), moment);
            assertThat(met).as("kill %s met a training that ended: %s", kill, process.said()).isTrue();
            process.kill();
            boolean writing = halfWritten(place.folder()) || halfWritten(place.checkpointFolder());
            half += writing ? 1 : 0;
            System.out.printf("kill %d of %d: %s%s%n", kill, KILLS, moment, writing ? ", a file half written" : "");
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
    private static boolean await(NetcProcess process, Path checkpoint, Moment moment) throws IOException {
        Object last = identity(checkpoint);
        for (int seen = 0; seen < moment.steps() && process.isAlive();) {
            Object now = identity(checkpoint);
            seen += now.equals(last) ? 0 : 1;
            last = now;
            Thread.onSpinWait();
        }
        while (moment.inTheMiddle() && process.isAlive() && !halfWritten(checkpoint.getParent())) {
            Thread.onSpinWait();
        }
        long until = System.nanoTime() + moment.nanosAfter();
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

    private static boolean halfWritten(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".tmp"));
        }
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
