package dev.netc.runtime.embed;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.netc.program.Images;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.runtime.Classification;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.training.Prediction;
import dev.netc.runtime.training.Predictor;
import dev.netc.runtime.training.RunMetadata;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingResult;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.TensorFile;
import dev.netc.runtime.weights.Weights;

/**
 * A net that is part of a Java program: what its generated class does its work with.
 *
 * <p>Safe to use from several threads. Calls take turns on the devices; what is done before and after, such as resizing images, they
 * do side by side. After {@link #close} every call but {@code close} throws {@code IllegalStateException}.
 */
public final class EmbeddedNet implements AutoCloseable {
    private final Model model;
    private final ReentrantLock turn = new ReentrantLock();
    private final Optional<Predictor> predictor;
    private volatile Map<String, String> metadata;
    private int steps;

    private EmbeddedNet(Model model, Map<String, String> metadata) {
        this.model = model;
        this.metadata = metadata;
        this.predictor = model.program().classifiesImages()
                ? Optional.of(new Predictor(model, Optional.empty()))
                : Optional.empty();
    }

    /**
     * Loads a net with the weights that lie beside its class.
     *
     * @param name of the class
     * @param resources opens what lies beside the class by its name: {@code SqueezeNet.class::getResourceAsStream}
     * @throws NetcException where no device is found, or what lies there is missing or broken
     */
    public static EmbeddedNet load(String name, Function<String, InputStream> resources, ModelOptions options) {
        Resources beside = new Resources(name, resources);
        return opened(beside.program(), options, beside.weights(), beside.weightsName());
    }

    /**
     * Loads a net with the weights of a safetensors file.
     *
     * @param name of the class
     * @param resources opens what lies beside the class by its name
     * @throws IOException where the file cannot be read
     * @throws WeightsException where it is broken, or does not fit the net
     * @throws NetcException where no device is found, or the program beside the class is missing or broken
     */
    public static EmbeddedNet load(String name, Function<String, InputStream> resources, Path weights,
            ModelOptions options) throws IOException {
        return opened(new Resources(name, resources).program(), options, Safetensors.read(weights), weights.toString());
    }

    /**
     * Loads a net that has a train block with initial values by its seed, to be trained.
     *
     * @param name of the class
     * @param resources opens what lies beside the class by its name
     * @throws NetcException where no device is found, or the program beside the class is missing or broken
     */
    public static EmbeddedNet untrained(String name, Function<String, InputStream> resources,
            ModelOptions options) {
        Program program = new Resources(name, resources).program();
        return open(program, options, Map.of(), model -> model.initialize(program.training().seed()));
    }

    /** No {@code load}: javac, choosing among those, would ask of whoever compiles a net's class for programs, too. */
    private static EmbeddedNet opened(Program program, ModelOptions options, TensorFile file, String source) {
        Weights weights = Weights.of(program, file.tensors(), source);
        weights.mean().ifPresent(mean -> checkMean(program, mean, source));
        return open(program, options, file.metadata(), model -> model.setWeights(weights));
    }

    private interface Start {
        void in(Model model);
    }

    private static EmbeddedNet open(Program program, ModelOptions options, Map<String, String> metadata, Start start) {
        Model model = Model.load(program, options.withPrecision(precision(program, options)));
        try {
            start.in(model);
            return new EmbeddedNet(model, metadata);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** A program is compiled in one precision: what the options take for granted is no wish. */
    private static Precision precision(Program program, ModelOptions options) {
        return program.variants().stream().map(v -> v.precision()).filter(p -> p == options.precision()).findFirst()
                .orElseGet(() -> program.variants().isEmpty()
                        ? options.precision()
                        : program.variants().getFirst().precision());
    }

    /** The size of the pixels is compiled in, and a mean image has it. */
    private static void checkMean(Program program, Tensor mean, String source) {
        Images images = program.images();
        if (images != null && mean.shape().size() == 3
                && !mean.shape()
                        .equals(List.of((long) images.channels(), (long) images.height(), (long) images.width()))) {
            throw new WeightsException(source + ": its mean image is " + mean.shape() + "; net " + program.name()
                    + " was compiled for images of [" + images.channels() + ", " + images.height() + ", "
                    + images.width() + "]. `netc compile --weights` compiles it for the size that these weights want");
        }
    }

    /**
     * The beginning of a call.
     *
     * @param count examples in the batch, at least 1
     */
    public Examples examples(int count) {
        return new Examples(this, count);
    }

    /** Names of the classes, by index: those that the weights carry, else their numbers. */
    public List<String> classes() {
        int count = model.program().classifier().map(output -> output.shape().get(0)).orElse(0);
        List<String> shown = names().map(ClassNames::shown).orElse(List.of());
        return IntStream.range(0, count).mapToObj(i -> i < shown.size() ? shown.get(i) : Integer.toString(i)).toList();
    }

    private Optional<ClassNames> names() {
        return RunMetadata.classes(metadata);
    }

    /**
     * What the net takes an image for: every class, likeliest first.
     *
     * @throws NetcException where the net reads no image alone, or the image is too small for it
     */
    public List<Classification> classify(BufferedImage image) {
        return classify(List.of(image)).getFirst();
    }

    /** The same of several images of any sizes: a list an image, in their order. */
    public List<List<Classification>> classify(List<BufferedImage> images) {
        Predictor asked = predictor.orElseThrow(
                () -> new NetcException("net " + model.program().name() + " cannot be asked about an image alone"));
        Optional<ClassNames> names = names();
        List<List<Classification>> all = new ArrayList<>();
        for (int from = 0; from < images.size(); from += Predictor.TOGETHER) {
            Batch batch = prepared(asked, images, from, Math.min(images.size(), from + Predictor.TOGETHER));
            turn(() -> asked.ask(batch)).forEach(p -> all.add(Prediction.ranked(p, names).toList()));
        }
        return all;
    }

    private static Batch prepared(Predictor predictor, List<BufferedImage> images, int from, int to) {
        return predictor.prepare(IntStream.range(from, to).mapToObj(i -> "image " + i).toList(),
                images.subList(from, to).stream().map(Pixels::of).toList());
    }

    /** What the model's train block says, to change in part. */
    public TrainingOptions trainingOptions() {
        return TrainingOptions.of(model.program().training());
    }

    /**
     * Trains the net from the parameters that it has, without the momentum of earlier steps; {@link #classes} are those of the data from then on. Other threads wait until
     * the end.
     *
     * @throws NetcException where the data do not fit the net, or the loss is not finite
     */
    public TrainingResult train(Dataset data, TrainingOptions options, TrainingListener listener) {
        return turn(() -> {
            TrainingResult result = new Trainer(model, data, options, listener).train();
            metadata = RunMetadata.withClasses(metadata, data.classes());
            return result;
        });
    }

    /**
     * Writes parameters, mean and class names as a safetensors file, which {@code load} and {@code netc} read.
     *
     * @throws IOException where it cannot be written
     */
    public void save(Path weights) throws IOException {
        Map<String, Tensor> tensors = turn(() -> {
            Map<String, Tensor> all = model.parameters();
            model.mean().ifPresent(mean -> all.put(Weights.MEAN, mean));
            return all;
        });
        Safetensors.write(weights, tensors, metadata);
    }

    /** The model behind it. Whoever runs it keeps other threads away from this net meanwhile. */
    public Model model() {
        return model;
    }

    /** Releases the devices, when calls that are under way have ended. Closing again does nothing. */
    @Override
    public void close() {
        turn(() -> {
            model.close();
            return null;
        });
    }

    /** One optimizer step on what was fed: its number is that of the steps before. */
    Map<String, Tensor> update(int batch, double rate) {
        return model.run("update", new Scalars(batch, steps++, trainingOptions().seed(), rate, 0, 0));
    }

    /** Does what needs the devices for itself. */
    <T> T turn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
