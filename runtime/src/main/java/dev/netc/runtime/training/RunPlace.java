package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.runtime.error.FileTrouble;

/**
 * Where a run's files lie, and what is there before it begins ({@link RunLock} is how one begins): {@code model.net}, {@code metrics.csv}, {@code last.safetensors},
 * {@code best.safetensors}, and the checkpoint.
 *
 * @param folder of the run
 */
public record RunPlace(Path folder) {
    private static final double MIB = 1 << 20;

    /** The model as trained. */
    public Path model() {
        return folder.resolve("model.net");
    }

    /** A row an epoch. */
    public Path metrics() {
        return folder.resolve("metrics.csv");
    }

    /** Weights after the last epoch. */
    public Path last() {
        return folder.resolve("last.safetensors");
    }

    /** Weights after the best epoch: {@link EpochReport#best}. */
    public Path best() {
        return folder.resolve("best.safetensors");
    }

    /** All that a training goes on from. */
    public Path checkpointFile() {
        return checkpointFolder().resolve("training.safetensors");
    }

    /** Where that file lies. */
    public Path checkpointFolder() {
        return folder.resolve("checkpoint");
    }

    /** What a training that is under way holds locked; empty, and there for good. */
    Path lockFile() {
        return folder.resolve(".lock");
    }

    /**
     * The checkpoint that is there.
     *
     * @throws RunException where it is damaged, or of another version
     */
    public Optional<CheckpointFile> checkpoint() {
        return CheckpointFile.read(checkpointFile());
    }

    /**
     * The checkpoint of a training that can go on.
     *
     * @throws RunException where there is none, or it is damaged
     */
    public CheckpointFile resumable() {
        return checkpoint().orElseThrow(this::nothingToGoOnFrom);
    }

    /**
     * Checks that there is a checkpoint, without reading it.
     *
     * @throws RunException where there is none
     */
    public void checkResumable() {
        if (!Files.exists(checkpointFile())) {
            throw nothingToGoOnFrom();
        }
    }

    private RunException nothingToGoOnFrom() {
        return new RunException(folder
                + ": no training can go on there: it holds no checkpoint, which is written after an epoch, and after ten minutes of"
                + " a longer one");
    }

    /**
     * Checks that a new training may begin here.
     *
     * @throws RunException where one has not ended that could go on
     */
    public void checkFree() {
        checkpoint().map(file -> file.checkpoint().state()).filter(state -> !state.isFinished()).ifPresent(state -> {
            throw new RunException(folder + ": a training that has not ended lies there; it stands after "
                    + state.text()
                    + " of " + state.epochs() + " epochs. `--resume` goes on with it; without, another folder has to be"
                    + " named, or " + checkpointFolder() + " removed");
        });
    }

    /**
     * Checks that there is room for all that a run writes at its fullest moment.
     *
     * @throws RunException where there is not
     */
    public void checkRoom(Program program, Precision precision) {
        long weights = bytes(program, precision, parameter -> true);
        long checkpoint = weights + bytes(program, precision, Parameter::learns);
        long wanted = 2 * weights + checkpoint + checkpoint; // last, best, and a checkpoint beside the one before
        try {
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace() + size(last()) + size(best()) + size(checkpointFile());
            if (store.getTotalSpace() > 0 && free < wanted) {
                throw new RunException(String.format(Locale.ROOT,
                        "%s: a run of net %s needs %,.1f MiB there (twice its weights,"
                                + " and twice a checkpoint of %,.1f MiB); %,.1f MiB are free",
                        folder, program.name(),
                        wanted / MIB, checkpoint / MIB, free / MIB));
            }
        } catch (IOException e) {
            throw new RunException(folder + ": no run can be kept there: " + FileTrouble.words(e), e);
        }
    }

    private static long bytes(Program program, Precision precision, Predicate<Parameter> which) {
        int each = precision == Precision.F32 ? Float.BYTES : Double.BYTES;
        return program.parameters().stream().filter(which).mapToLong(Parameter::elements).sum() * each;
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
