package dev.netc.cli.command;

import java.util.List;

import dev.netc.cli.option.ModelFile;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.network.Network;
import dev.netc.program.Input;
import dev.netc.program.Prepare;
import dev.netc.runtime.data.ImageSize;
import dev.netc.runtime.data.Packing;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.error.NetcException;

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
     * All that the host does to an image for a net.
     *
     * @throws NetcException where the net reads no image
     */
    static Packing packing(ModelFile model) {
        return Packing.of(preparation(model.network()));
    }

    private static Preparation preparation(Network network) {
        List<Integer> shape = network.inputs().stream().filter(Input.Tensor.class::isInstance)
                .map(Input.Tensor.class::cast).filter(input -> input.shape().size() == 3)
                .filter(input -> network.train() == null
                        || input.name().equals(network.train().settings().image()))
                .findFirst().orElseThrow(() -> new NetcException("net " + network.name()
                        + " reads no image: none of its inputs is [channels, height, width]"))
                .shape();
        List<Prepare> steps = network.train() == null ? List.of() : network.train().settings().prepare();
        return new Preparation(shape.get(0), new ImageSize(shape.get(1), shape.get(2)), steps);
    }
}
