package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.netc.runtime.Model;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.ImageDecoder;
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.View;
import dev.netc.runtime.tensor.Tensor;

/**
 * Asks a model, its weights and mean set, what it takes images for. By their centre, prepared as for testing.
 */
public final class Predictor {
    /** So many images go to the devices together: a kernel for CPUs takes as long for one. */
    public static final int TOGETHER = 16;

    private final Model model;
    private final Optional<ClassNames> names;
    private final Preparation preparation;
    private final Feeder feeder;
    private final String output;

    /**
     * Asks a model.
     *
     * @param names of its classes; their numbers are shown where nothing is known
     */
    public Predictor(Model model, Optional<ClassNames> names) {
        this.model = model;
        this.names = names;
        this.preparation = Preparation.of(model.program());
        this.feeder = new Feeder(model, "predict");
        this.output = Predictions.output(model.program()).name();
    }

    /**
     * Reads images and asks about each.
     *
     * @return a prediction an image, in their order
     * @throws DataException where a file cannot be read, is no image, a broken one, or too small
     */
    public List<Prediction> predict(List<Path> files) {
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < files.size(); from += TOGETHER) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + TOGETHER));
            predictions.addAll(predict(some.stream().map(Path::toString).toList(),
                    some.stream().map(Predictor::read).toList()));
        }
        return predictions;
    }

    /**
     * Asks about one image.
     *
     * @param file for messages, and in the result
     */
    public Prediction predict(String file, Pixels image) {
        return predict(List.of(file), List.of(image)).get(0);
    }

    private List<Prediction> predict(List<String> files, List<Pixels> images) {
        Means.check(model);
        Batch batch = batch(IntStream.range(0, files.size())
                .mapToObj(i -> preparation.toFeed(images.get(i), files.get(i))).toList());
        feeder.feed(batch);
        Tensor values = feeder.run(batch, Set.of(output)).get(output);
        return IntStream.range(0, files.size()).mapToObj(i -> new Prediction(files.get(i),
                Prediction.likeliest(Predictions.probabilities(Predictions.row(values, i)), names))).toList();
    }

    /** Images that were prepared, and so are of one size, by their centres. */
    private Batch batch(List<Pixels> images) {
        Pixels first = images.get(0);
        int length = first.values().length;
        byte[] pixels = new byte[images.size() * length];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).values(), 0, pixels, i * length, length);
        }
        return new Batch(images.size(), first.size(), first.channels(), pixels,
                Batch.crops(images.size(), View.center(first.size(), preparation.window())),
                new float[images.size() * first.channels()], new int[images.size()]);
    }

    private static Pixels read(Path file) {
        try {
            return ImageDecoder.decode(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(file.toString(), "there is no such file", e);
        } catch (IOException e) {
            throw new DataException(file.toString(), "cannot be read", e);
        }
    }
}
