package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import dev.netc.runtime.Model;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.Weights;

/**
 * The folder of a run: {@code model.net}, {@code metrics.csv} with a row an epoch, {@code last.safetensors} and
 * {@code best.safetensors}. Weight files are whole at every moment: a new one takes the place of the old when it is
 * written.
 */
public final class RunFolder implements TrainingListener {
    private static final String HEADER = "epoch,step,seconds,learning_rate,train_loss,train_error,validation_loss,"
            + "validation_error,images_per_second\n";

    private final Path folder;
    private final RunMetadata metadata;

    private RunFolder(Path folder, RunMetadata metadata) {
        this.folder = folder;
        this.metadata = metadata;
    }

    /**
     * Begins a run's folder; what an earlier run left there is replaced as this one gets to it.
     *
     * @throws NetcException where it cannot be written
     */
    public static RunFolder begin(Path folder, RunMetadata metadata) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("model.net"), metadata.model());
            Files.writeString(folder.resolve("metrics.csv"), HEADER);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
        return new RunFolder(folder, metadata);
    }

    /** Weights after the last epoch. */
    public Path last() {
        return folder.resolve("last.safetensors");
    }

    /** Weights after the best epoch: {@link EpochReport#best}. */
    public Path best() {
        return folder.resolve("best.safetensors");
    }

    @Override
    public void epochEnded(EpochReport report, Model model) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.parameters());
        model.mean().ifPresent(mean -> tensors.put(Weights.MEAN, mean));
        write(last(), tensors);
        if (report.best()) {
            write(best(), tensors);
        }
        try {
            Files.writeString(folder.resolve("metrics.csv"), row(report), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw cannotWrite(folder.resolve("metrics.csv"), e);
        }
    }

    private void write(Path file, Map<String, Tensor> tensors) {
        try {
            Safetensors.write(file, tensors, metadata.entries());
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static String row(EpochReport report) {
        OptionalDouble loss = report.validation().map(Evaluation::loss).orElse(OptionalDouble.empty());
        String error = report.validation().map(e -> Double.toString(e.top1Error())).orElse("");
        return String.join(",", Integer.toString(report.epoch()), Integer.toString(report.step()),
                String.format(Locale.ROOT, "%.3f", report.seconds()), Double.toString(report.rate()),
                Double.toString(report.trainLoss()), Double.toString(report.trainError()),
                loss.isPresent() ? Double.toString(loss.getAsDouble()) : "", error,
                String.format(Locale.ROOT, "%.1f", report.imagesPerSecond())) + "\n";
    }

    private static NetcException cannotWrite(Path file, IOException cause) {
        return new NetcException(file + ": cannot be written: " + cause.getMessage(), cause);
    }
}
