package dev.netc.runtime.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.program.Images;
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
 * @param fed height and width that a program is fed; empty for what the images come to
 * @param steps all of {@code prepare}
 */
public record Preparation(int channels, ImageSize window, Optional<ImageSize> fed, List<Prepare> steps) {

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

    /** For images that keep the size that {@code steps} give them: before a program is compiled for them. */
    public Preparation(int channels, ImageSize window, List<Prepare> steps) {
        this(channels, window, Optional.empty(), steps);
    }

    /**
     * What a program's image input needs.
     *
     * @throws NetcException where the program has no input {@code [channels, height, width]} of 1 or 3 channels, or another
     *         tensor beside it, which labelled images do not hold
     */
    public static Preparation of(Program program) {
        Images images = Optional.ofNullable(program.images()).orElseThrow(() -> new NetcException("net "
                + program.name() + " reads no image: none of its inputs is [channels, height, width]"));
        refuseOthers(program, images.input());
        List<Integer> shape = program.inputs().stream().filter(Input.Tensor.class::isInstance)
                .map(Input.Tensor.class::cast).filter(input -> input.name().equals(images.input())).findFirst()
                .orElseThrow(() -> new NetcException("net " + program.name() + " has no input " + images.input()))
                .shape();
        return new Preparation(images.channels(), new ImageSize(shape.get(1), shape.get(2)),
                Optional.of(new ImageSize(images.height(), images.width())),
                program.training() == null ? List.of() : program.training().prepare());
    }

    /** The same for a program that is compiled for images of this size. */
    public Preparation feeding(ImageSize size) {
        return new Preparation(channels, window, Optional.of(size), steps);
    }

    private static void refuseOthers(Program program, String image) {
        List<String> others = program.inputs().stream().filter(Input.Tensor.class::isInstance).map(Input::name)
                .filter(name -> !name.equals(image)).toList();
        if (!others.isEmpty()) {
            throw new NetcException("net " + program.name() + " reads " + String.join(" and ", others) + " beside "
                    + image
                    + ", and a folder of images holds no such thing; `netc run` takes tensors by the inputs' names");
        }
    }

    /** The sizes to which {@code resize} brings images, one after the other. */
    List<Integer> sizes() {
        return steps.stream().filter(Prepare.Resize.class::isInstance).map(step -> ((Prepare.Resize) step).size())
                .toList();
    }

    /**
     * What of this is left to do to the images of a part: less than all, where they were packed.
     *
     * @throws DataException where they were packed for another net
     */
    public Preparation after(Part part) {
        Packing done = part.packing();
        if (!Packing.of(this).follows(done)) {
            throw new DataException(part.entry(0), "was packed " + done.inWords() + ", and the net reads images "
                    + Packing.inWords(this) + ": `netc data pack DIR -o FILE --for MODEL` makes a file that fits it");
        }
        List<Prepare> left = new ArrayList<>(steps);
        done.resizes().forEach(size -> left.remove(new Prepare.Resize(size)));
        return new Preparation(channels, window, fed, left);
    }

    /**
     * The size that a part's images come to: what a program that trains on them has to be compiled for. Where they are not resized,
     * the first image tells.
     *
     * @throws DataException where the part is empty or packed for another net, the images come out too small, or the first one has
     *         to be looked at and is broken
     */
    public ImageSize sizeOf(Part part) {
        if (part.size() == 0) {
            throw new DataException(part.name(), "has no images");
        }
        Preparation left = after(part);
        List<Integer> sizes = left.sizes();
        if (sizes.isEmpty()) {
            return left.apply(part.image(0), part.entry(0)).size();
        }
        ImageSize square = new ImageSize(sizes.getLast(), sizes.getLast());
        checkLargeEnough(square, part.entry(0));
        return square;
    }

    /**
     * An image resized, with the input's number of channels.
     *
     * @param entry for messages
     * @throws DataException where it is smaller than what the net reads
     */
    public Pixels apply(Pixels image, String entry) {
        Pixels pixels = image.withChannels(channels);
        for (Prepare step : steps) {
            if (step instanceof Prepare.Resize(int size)) {
                pixels = Resize.toCentralSquare(pixels, size);
            }
        }
        checkLargeEnough(pixels.size(), entry);
        return pixels;
    }

    private void checkLargeEnough(ImageSize size, String entry) {
        ImageSize needed = fed.orElse(window);
        if (!needed.fitsIn(size)) {
            throw new DataException(entry, "is " + size + " and the net reads " + needed
                    + ": `prepare resize(" + Math.max(needed.height(), needed.width()) + ")` makes it large enough");
        }
    }

    /** What is fed of an image that was prepared: its centre, where the program reads less. */
    Pixels cut(Pixels prepared) {
        return fed.map(prepared::center).orElse(prepared);
    }

    /**
     * An image as it is fed: {@link #apply}, then the centre, as much as the program reads.
     *
     * @throws DataException as {@link #apply}
     */
    public Pixels toFeed(Pixels image, String entry) {
        return cut(apply(image, entry));
    }
}
