package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.runtime.Model;
import dev.netc.runtime.cache.WholeFile;
import dev.netc.runtime.error.FileTrouble;
import dev.netc.runtime.tensor.TensorSource;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.Weights;

/**
 * Keeps a training in a run's folder: {@code model.net}, {@code metrics.csv} with a row an epoch, {@code last.safetensors},
 * {@code best.safetensors}, and {@code checkpoint/}, from which a training goes on. Every file is whole at every moment: a new one
 * takes the place of the old when it is written.
 *
 * <p>
 * A file that cannot be written is warned of and tried again with the next one; a checkpoint is written only when the weights that
 * belong to it are. Only at the end of the training it is an error.
 */
public final class RunFolder implements TrainingListener {
    private final RunPlace place;
    private final RunMetadata metadata;
    private final String options;
    private final Consumer<String> warnings;
    private final Unwritten unwritten = new Unwritten();
    private final List<EpochReport> epochs = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();
    private volatile Optional<TrainingState> kept = Optional.empty();

    private RunFolder(RunPlace place, RunMetadata metadata, String options, Consumer<String> warnings) {
        this.place = place;
        this.metadata = metadata;
        this.options = options;
        this.warnings = warnings;
    }

    /**
     * Begins a run where an earlier one, if there was one, is given up ({@link RunPlace#checkFree} asks before); what it left there is
     * replaced as this one gets to it.
     *
     * @param lock held until the training has ended
     * @param options kept with every checkpoint, for whoever goes on: {@link CheckpointFile#options}
     * @param warnings is told of files that cannot be written
     * @throws RunException where it cannot be written
     */
    public static RunFolder begin(RunLock lock, RunMetadata metadata, String options, Consumer<String> warnings) {
        RunPlace place = lock.place();
        RunFolder run = new RunFolder(place, metadata, options, warnings);
        try {
            Files.deleteIfExists(place.checkpointFile());
            write(place.model(), metadata.model());
            write(place.metrics(), MetricsTable.text(List.of()));
        } catch (IOException e) {
            throw new RunException(place.folder() + ": cannot be written: " + FileTrouble.words(e), e);
        }
        return run;
    }

    /**
     * Goes on with a run: {@link RunPlace#resumable} is what its training goes on from.
     *
     * @param lock held until the training has ended
     * @param options as in {@link #begin}
     * @param warnings is told of files that cannot be written
     */
    public static RunFolder resume(RunLock lock, RunMetadata metadata, String options, Consumer<String> warnings) {
        return new RunFolder(lock.place(), metadata, options, warnings);
    }

    /** Where its files lie. */
    public RunPlace place() {
        return place;
    }

    /** Weights after the last epoch. */
    public Path last() {
        return place.last();
    }

    /** Weights after the best epoch: {@link EpochReport#best}. */
    public Path best() {
        return place.best();
    }

    /** Where the training stands that the checkpoint holds; empty where this run has none. Any thread may ask. */
    public Optional<TrainingState> kept() {
        return kept;
    }

    /** Why files could not be written when they last were to be, in words; empty where all were. */
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void resumed(History history, Model model) {
        kept = Optional.of(history.state());
        epochs.addAll(history.state().ended());
        unwritten.add(place.metrics(), () -> write(place.metrics(), MetricsTable.text(epochs)));
        tell(unwritten.write());
    }

    @Override
    public void epochEnded(EpochReport report, Model model) {
        epochs.add(report);
        List<Path> files = report.best() ? List.of(place.last(), place.best()) : List.of(place.last());
        Map<String, TensorSource> learning = weights(model.parameterSources(), model);
        files.forEach(file -> unwritten.add(file, () -> writeWeights(file, learning)));
        unwritten.add(place.metrics(), () -> write(place.metrics(), MetricsTable.text(epochs)));
        Optional<String> now = unwritten.write();
        if (now.isPresent()) { // the model learns on, what these files are to hold does not
            Map<String, TensorSource> held = weights(model.parameters(), model);
            files.forEach(file -> unwritten.replace(file, () -> writeWeights(file, held)));
        }
        tell(now);
    }

    private static Map<String, TensorSource> weights(Map<String, ? extends TensorSource> parameters, Model model) {
        Map<String, TensorSource> tensors = new LinkedHashMap<>(parameters);
        model.mean().ifPresent(mean -> tensors.put(Weights.MEAN, mean));
        return tensors;
    }

    private void writeWeights(Path file, Map<String, TensorSource> tensors) throws IOException {
        Safetensors.write(file, tensors, metadata.entries());
    }

    /** Written only when the weights are that this state takes for written. */
    @Override
    public void checkpointDue(TrainingState state, Model model) {
        Optional<String> now = unwritten.write();
        tell(now.isPresent() ? now : checkpoint(state, model));
    }

    private Optional<String> checkpoint(TrainingState state, Model model) {
        try {
            CheckpointFile.write(place.checkpointFile(), state, model, options, metadata.entries());
            kept = Optional.of(state);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Unwritten.words(place.checkpointFile(), e));
        }
    }

    @Override
    public void ended(TrainingResult result) {
        unwritten.write().ifPresent(words -> {
            throw new RunException(words + ". The training has ended, and what that file was to hold is lost");
        });
    }

    private void tell(Optional<String> now) {
        if (!now.equals(trouble)) {
            warnings.accept(now.map(words -> words + "; the training goes on, and tries again at the next checkpoint")
                    .orElse("what could not be written has been written now"));
        }
        trouble = now;
    }

    private static void write(Path file, String text) throws IOException {
        WholeFile.beside(file, beside -> Files.writeString(beside, text));
    }
}
