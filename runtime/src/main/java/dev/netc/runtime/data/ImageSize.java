package dev.netc.runtime.data;

/**
 * Height and width in pixels.
 */
public record ImageSize(int height, int width) {

    /** Whether a window of this size lies within an image of that. */
    public boolean fitsIn(ImageSize image) {
        return height <= image.height && width <= image.width;
    }

    /** {@code 224 x 224}, height first. */
    @Override
    public String toString() {
        return height + " x " + width;
    }
}
