package dev.netc.compiler.recipe;

import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Shape;

/**
 * The numbers of a contraction as kernels see them. Where the window covers the whole image, every element of the image is
 * a channel of a 1 × 1 image: the memory is the same, and the loops are one.
 *
 * @param channels of the whole image
 * @param outHeight rows of output positions
 * @param shared whether all positions share one weight
 */
record Geometry(int channels, int height, int width, int filters, int groups, int kernelHeight, int kernelWidth,
        int strideHeight, int strideWidth, int padTop, int padLeft, int outHeight, int outWidth, boolean shared) {

    static Geometry of(Contraction contraction, Shape image) {
        Window w = contraction.window(image);
        if (w.covers(image) && contraction.groups() == 1) {
            return new Geometry(Math.toIntExact(image.elements()), 1, 1, contraction.filters(), 1, 1, 1, 1, 1, 0, 0, 1,
                    1, true);
        }
        return new Geometry(image.channels(), image.height(), image.width(), contraction.filters(),
                contraction.groups(),
                w.height(), w.width(), w.strideHeight(), w.strideWidth(), w.pad().top(), w.pad().left(),
                w.outHeight(image.height()), w.outWidth(image.width()), contraction.shared());
    }

    /** How many of this geometry's channels one channel of {@code image} is. */
    static int scale(Contraction contraction, Shape image) {
        return contraction.window(image).covers(image) && contraction.groups() == 1
                ? image.height() * image.width()
                : 1;
    }

    int channelsOfGroup() {
        return channels / groups;
    }

    int filtersOfGroup() {
        return filters / groups;
    }

    /** Positions of one channel of the image. */
    int plane() {
        return height * width;
    }

    int outPlane() {
        return outHeight * outWidth;
    }

    int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Weights of one output. */
    int windowLength() {
        return channelsOfGroup() * taps();
    }

    /** Elements of one filter. */
    int filterLength() {
        return shared ? windowLength() : windowLength() * outPlane();
    }

    /** Whether every position is one matrix product with the whole image. */
    boolean dense() {
        return plane() == 1 && taps() == 1 && outPlane() == 1;
    }

    /** All of it that tells kernels apart. */
    String key() {
        return this + ", pad " + padTop + " x " + padLeft + ", groups " + groups + (shared ? "" : ", local");
    }

    @Override
    public String toString() {
        return dense()
                ? channels + " -> " + filters
                : channels + " x " + height + " x " + width + " -> " + filters + " x " + outHeight + " x " + outWidth
                        + ", window " + kernelHeight + " x " + kernelWidth + " stride " + strideHeight + " x "
                        + strideWidth;
    }
}
