package dev.netc.cli.command;

import java.util.Arrays;
import java.util.List;

import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Console;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.network.Network;
import dev.netc.program.Input;
import dev.netc.program.Prepare;
import dev.netc.runtime.data.Draws;
import dev.netc.runtime.data.ImageSize;
import dev.netc.runtime.data.Packing;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.PreparedParts;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.timeline.Timeline;
import dev.netc.runtime.training.RunMetadata;
import dev.netc.runtime.training.TrainingOptions;

/** What a net does with images, known before it is compiled: their size is compiled in. */
final class ImageInput {
    private ImageInput() {}

    /**
     * Options for images as a part of a data set holds them.
     *
     * @throws NetcException where the net reads no image
     * @throws dev.netc.runtime.data.DataException where the part is empty, or its first image broken or too small
     */
    static CompileOptions sizedFor(CompileOptions options, ModelFile model, Part part) {
        ImageSize size = preparation(model.network()).sizeOf(part);
        return options.withImages(size.height(), size.width());
    }

    /**
     * The images of a training, those of its first batch being decoded from now on.
     *
     * @throws NetcException where the net reads no image
     * @throws dev.netc.runtime.data.DataException as {@link #sizedFor}
     */
    static PreparedParts readAhead(ModelFile model, Part part, TrainingOptions options, Timeline timeline) {
        int[] order = new Draws(options.seed()).order(1, part.size());
        PreparedParts parts = new PreparedParts(options.cacheBytes());
        parts.readAhead(part, fed(model, part), Arrays.copyOf(order, Math.min(options.batch(), order.length)),
                timeline);
        return parts;
    }

    /** What the program will ask of the images that is compiled for this part. */
    static Preparation fed(ModelFile model, Part part) {
        Preparation preparation = preparation(model.network());
        return preparation.feeding(preparation.sizeOf(part));
    }

    /**
     * All that the host does to an image for a net.
     *
     * @throws NetcException where the net reads no image
     */
    static Packing packing(ModelFile model) {
        return Packing.of(preparation(model.network()));
    }

    /**
     * Warns where images are fed as they are to a net that others may have trained: weights of a training here were learnt from
     * images as the model has them.
     */
    static void warnUnprepared(ModelFile model, WeightFile weights, Console console) {
        Network network = model.network();
        boolean trainedSo = network.train() != null && RunMetadata.isOfRun(weights.content().metadata());
        if (!trainedSo && prepare(network).isEmpty()) {
            console.warn("data",
                    model.file() + " has no `prepare`: the net is fed with pixels as they are, from 0 to 255. If"
                            + " it learnt from anything else, a `train` block says what was done to the images, as"
                            + " `prepare scale(1 / 256)` does; `prepare scale(1)` says that nothing was");
        }
    }

    private static List<Prepare> prepare(Network network) {
        return network.train() == null ? List.of() : network.train().settings().prepare();
    }

    private static Preparation preparation(Network network) {
        List<Integer> shape = network.inputs().stream().filter(Input.Tensor.class::isInstance)
                .map(Input.Tensor.class::cast).filter(input -> input.shape().size() == 3)
                .filter(input -> network.train() == null
                        || input.name().equals(network.train().settings().image()))
                .findFirst().orElseThrow(() -> new NetcException("net " + network.name()
                        + " reads no image: none of its inputs is [channels, height, width]"))
                .shape();
        return new Preparation(shape.get(0), new ImageSize(shape.get(1), shape.get(2)), prepare(network));
    }
}
