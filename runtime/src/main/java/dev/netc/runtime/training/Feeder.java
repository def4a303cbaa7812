package dev.netc.runtime.training;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.netc.program.Buffer;
import dev.netc.program.Training;
import dev.netc.runtime.Model;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;

/**
 * Runs one function of a model on batches of images, fed by the names of {@link Buffer.Feed}: pixels, crops and colours
 * of the image, and the label where the function reads one.
 */
final class Feeder {
    private final Model model;
    private final String function;
    private final Set<String> feeds;
    private final String image;
    private final String label;

    /**
     * Feeds a function.
     *
     * @throws NetcException where the program has no such function
     */
    Feeder(Model model, String function) {
        this.model = model;
        this.function = function;
        this.feeds = model.variant().function(function)
                .orElseThrow(() -> new NetcException(
                        "net " + model.program().name() + " cannot " + function + ": it has no train block"))
                .buffers().stream().map(Buffer::role).filter(Buffer.Feed.class::isInstance)
                .map(role -> ((Buffer.Feed) role).name()).collect(Collectors.toSet());
        this.image = model.program().images().input();
        Training training = model.program().training();
        this.label = training == null ? "" : training.label();
    }

    /** Whether a model's program has a function. */
    static boolean has(Model model, String function) {
        return model.variant().function(function).isPresent();
    }

    /** Feeds all of a batch. */
    void feed(Batch batch) {
        int size = batch.size();
        int channels = batch.channels();
        feed(image + ".pixels", () -> Tensor.of(Tensor.Type.U8,
                List.of((long) size, (long) batch.stored().height(), (long) batch.stored().width(), (long) channels),
                ByteBuffer.wrap(batch.pixels())));
        feedCrops(batch.crops());
        feed(image + ".color", () -> Tensor.of(batch.colors(), size, channels));
        feed(label, () -> Tensor.of(batch.labels(), size));
    }

    /** Feeds other windows of the images that were fed: {@code [batch, 3]}. */
    void feedCrops(int[] crops) {
        feed(image + ".crop", () -> Tensor.of(crops, crops.length / 3, 3));
    }

    private void feed(String name, Supplier<Tensor> rows) {
        if (feeds.contains(name)) {
            model.feed(name, rows.get());
        }
    }

    /** Runs the function once on what was fed; reads back the results that are named. */
    Map<String, Tensor> run(Batch batch, int step, long seed, double rate, Set<String> wanted) {
        return model.run(function, scalars(batch, step, seed, rate), wanted);
    }

    /** The same; reads back all results. */
    Map<String, Tensor> run(Batch batch, int step, long seed, double rate) {
        return model.run(function, scalars(batch, step, seed, rate));
    }

    private static Scalars scalars(Batch batch, int step, long seed, double rate) {
        return new Scalars(batch.size(), step, seed, rate, batch.stored().height(), batch.stored().width());
    }

    /** The same for a function that neither draws nor learns. */
    Map<String, Tensor> run(Batch batch, Set<String> wanted) {
        return run(batch, 0, 0, 0, wanted);
    }
}
