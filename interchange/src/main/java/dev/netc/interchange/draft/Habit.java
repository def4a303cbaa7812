package dev.netc.interchange.draft;

import dev.netc.compiler.shape.Shape;

/**
 * What is often done to images for nets of a format, as {@code prepare} writes it: an example, where a file does not say.
 *
 * @param grey for an image of one channel
 * @param color for red, green and blue, once they have their size
 */
public record Habit(String grey, String color) {
    private static final int GREY = 1;
    private static final int COLORS = 3;
    private static final int PHOTOGRAPH = 200;
    private static final int USUAL_SIDE = 256;

    /** Whether images are read with so many channels. */
    static boolean isImage(int channels) {
        return channels == GREY || channels == COLORS;
    }

    /** An example for images of this shape. */
    String of(Shape image) {
        return image.channels() == GREY ? grey : "resize(" + side(image) + "), " + color;
    }

    /** Photographs are made somewhat larger than what a net of their size reads, which is their middle. */
    private static int side(Shape image) {
        int read = Math.max(image.height(), image.width());
        return read < PHOTOGRAPH ? read : Math.max(read, USUAL_SIDE);
    }
}
