package dev.netc.runtime.data;

import java.util.List;

import dev.netc.program.Input;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.runtime.error.NetcException;

/**
 * The part of {@code prepare} that the host does: from an image of any size and kind to the bytes that are stored and
 * fed. Crop, mirror, colour, mean, scale and order are the device's.
 *
 * @param channels that the net reads, 1 or 3
 * @param window height and width that the net reads
 * @param steps all of {@code prepare}
 */
public record Preparation(int channels, ImageSize window, List<Prepare> steps) {

    /**
     * A preparation.
     *
     * @throws NetcException where the net's input is no image
     */
    public Preparation {
        steps = List.copyOf(steps);
        if (channels != 1 && channels != 3) {
            throw new NetcException("the net's image has " + channels
                    + " channels; images are read as 1 (grey) or 3 (red, green, blue)");
        }
    }

    /**
     * What a program's image input needs: the one that its train block names, else the first input that is a tensor.
     *
     * @throws NetcException where that is not {@code [channels, height, width]} with 1 or 3 channels
     */
    public static Preparation of(Program program) {
        Input.Tensor image = image(program);
        if (image.shape().size() != 3) {
            throw new NetcException("input `" + image.name() + "` is " + image.shape()
                    + "; to read images it must be [channels, height, width]");
        }
        return new Preparation(image.shape().get(0), new ImageSize(image.shape().get(1), image.shape().get(2)),
                program.training() == null ? List.of() : program.training().prepare());
    }

    /**
     * The input that images are fed to.
     *
     * @throws NetcException where the program has no tensor input
     */
    public static Input.Tensor image(Program program) {
        return program.inputs().stream().filter(Input.Tensor.class::isInstance).map(Input.Tensor.class::cast)
                .filter(input -> program.training() == null || input.name().equals(program.training().image()))
                .findFirst().orElseThrow(() -> new NetcException("net " + program.name() + " reads no image"));
    }

    /** Whether {@code resize} gives all images one size, whatever size they have. */
    public boolean resizes() {
        return steps.stream().anyMatch(Prepare.Resize.class::isInstance);
    }

    /**
     * An image as it is stored: resized, with the input's number of channels.
     *
     * @param entry for messages
     * @throws DataException where it is smaller than what the net reads
     */
    public Pixels apply(Pixels image, String entry) {
        Pixels stored = image.withChannels(channels);
        for (Prepare step : steps) {
            if (step instanceof Prepare.Resize(int size)) {
                stored = Resize.toCentralSquare(stored, size);
            }
        }
        ImageSize size = new ImageSize(stored.height(), stored.width());
        if (!window.fitsIn(size)) {
            throw new DataException(entry, "is " + size + " and the net reads " + window + ": `prepare resize("
                    + Math.max(window.height(), window.width()) + ")` makes it large enough");
        }
        return stored;
    }
}
