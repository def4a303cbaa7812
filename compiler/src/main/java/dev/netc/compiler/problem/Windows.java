package dev.netc.compiler.problem;

/**
 * Windows along one dimension of an image.
 *
 * @param input pixels of the image
 * @param before padding before them
 * @param after padding after them
 * @param size of a window
 * @param stride between the beginnings of two windows
 */
public record Windows(int input, int before, int after, int size, int stride) {

    /** Pixels with the padding. */
    public long padded() {
        return (long) input + before + after;
    }

    /** Whether not even one window fits. */
    public boolean none() {
        return padded() < size;
    }

    /** Windows that fit whole. */
    public long count() {
        return (padded() - size) / stride + 1;
    }

    /** What is left over behind the last whole window, in pixels. */
    public int rest() {
        return (int) ((padded() - size) % stride);
    }

    /** Whether one more window, though clipped, would begin on the image. */
    public boolean anotherBegins() {
        return rest() > 0 && count() * stride < (long) before + input;
    }

    /** First pixel of the image behind the last whole window. */
    public long firstLost() {
        return (count() - 1) * stride + size - before;
    }

    /** Pixels of the image that no window reads although one would begin on it; 0 where nothing is lost. */
    public long lost() {
        return anotherBegins() ? Math.max(0, input - Math.max(0, firstLost())) : 0;
    }

    /** Padding at the end with which the last window ends exactly at the edge. */
    public int missing() {
        return rest() == 0 ? 0 : stride - rest();
    }

    /** Whether the first or the last whole window holds no pixel of the image. */
    public boolean onPadding() {
        return before >= size || (count() - 1) * stride >= (long) before + input;
    }
}
