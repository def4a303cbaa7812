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

    /** The bytes that image {@code index} is decoded from; empty where there is nothing to decode. */
    default Optional<byte[]> encoded(int index) {
        return Optional.empty();
    }

    /** Where image {@code index} comes from, for messages: {@code data/train/cat/1.png}, {@code set.bin: image 17}. */
    String entry(int index);

    /** Whether images lie decoded in memory, so that keeping them a second time would gain nothing. */
    boolean decoded();
}
