package dev.netc.runtime.data;

import dev.netc.runtime.random.Stream;
import dev.netc.runtime.random.Stream.Purpose;

/**
 * What chance decides about the data. Each draw is a pure function of seed, epoch and image, so that it does not matter
 * which thread makes it, or when.
 *
 * @param seed of the run
 */
public record Draws(long seed) {

    /** The order in which an epoch takes {@code count} images. */
    public int[] order(int epoch, int count) {
        return shuffled(new Stream(seed, Purpose.ORDER, epoch, 0), count);
    }

    /**
     * A window at a random place, mirrored with probability 1/2.
     *
     * @param stored of the images
     * @param window that the net reads
     * @param crop whether the place is drawn; it is the centre otherwise
     * @param flip whether mirroring is drawn
     */
    public View view(int epoch, int image, ImageSize stored, ImageSize window, boolean crop, boolean flip) {
        Stream draws = new Stream(seed, Purpose.CROP, epoch, 0);
        View center = View.center(stored, window);
        long first = 3L * image;
        int top = crop ? draws.below(first, stored.height() - window.height() + 1) : center.top();
        int left = crop ? draws.below(first + 1, stored.width() - window.width() + 1) : center.left();
        return new View(top, left, flip && draws.below(first + 2, 2) == 1);
    }

    /** Draw {@code component} (0, 1, 2) of N(0, 1) for the colour of an image. */
    public double color(int epoch, int image, int component) {
        return new Stream(seed, Purpose.COLOR, epoch, 0).normal(3L * image + component);
    }

    /** The numbers 0 … count - 1 in random order (Fisher and Yates; Durstenfeld 1964). */
    static int[] shuffled(Stream draws, int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = draws.below(i, i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
