package dev.netc.runtime.data;

import java.util.Optional;

/**
 * A part of a dataset: labelled images in a fixed order. Any thread may ask for any image at any time.
 */
public interface Part {
    /** What the part is called: {@code train}, {@code test}, {@code val}. */
    String name();

    /** Number of images. */
    int size();

    /** Class of image {@code index}, an index into {@link Dataset#classes}. */
    int label(int index);

    /**
     * Reads and decodes image {@code index}.
     *
     * @throws DataException where the image is broken, naming file and entry
     */
    Pixels image(int index);

    /**
     * Height and width of image {@code index}, found out without decoding it where that is possible.
     *
     * @throws DataException as {@link #image}
     */
    default ImageSize sizeOf(int index) {
        return image(index).size();
    }

    /**
     * A hash of all that image {@code index} is made from: two images of one hash are one image. Empty where asking for it would take
     * as long as looking at the image.
     */
    default Optional<byte[]> hash(int index) {
        return Optional.empty();
    }

    /** What was done to the images before they came here. */
    default Packing packing() {
        return Packing.NONE;
    }

    /** Where image {@code index} comes from, for messages: {@code data/train/cat/1.png}, {@code set.bin: image 17}. */
    String entry(int index);

    /** Whether images lie decoded in memory, so that keeping them a second time would gain nothing. */
    boolean decoded();
}
