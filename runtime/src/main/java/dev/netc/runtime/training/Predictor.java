package dev.netc.runtime.training;

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
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.data.Preparation;
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
                    some.stream().map(ImageFiles::read).toList()));
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
        List<double[]> probabilities = ask(prepare(files, images));
        return IntStream.range(0, files.size()).mapToObj(i -> new Prediction(files.get(i),
                Prediction.likeliest(probabilities.get(i), names))).toList();
    }

    /**
     * Images as they go to the devices. Needs none, and may be done by any thread.
     *
     * @param files for messages
     * @throws DataException where an image is too small
     */
    public Batch prepare(List<String> files, List<Pixels> images) {
        return ImageFiles.batch(IntStream.range(0, files.size())
                .mapToObj(i -> preparation.toFeed(images.get(i), files.get(i))).toList(), preparation);
    }

    /** Asks about images that were prepared: the probabilities of all classes, by index, for each. */
    public List<double[]> ask(Batch batch) {
        Means.check(model);
        feeder.feed(batch);
        Tensor values = feeder.run(batch, Set.of(output)).get(output);
        return IntStream.range(0, batch.size())
                .mapToObj(i -> Predictions.probabilities(Predictions.row(values, i))).toList();
    }
}
