package dev.netc.compiler.recipe;

import dev.netc.compiler.operator.Window;

/**
 * A correlation, which a convolution is forwards, and the gradient of its image again where it has no stride: with the window turned round,
 * and channels and filters in each other's place. Each of {@code rows} results of a group sums over {@link #depth} planes of it, the
 * {@linkplain Phases phases} of its channels, without a stride.
 *
 * @param direction in a word, for a reader
 * @param channels of a group of what is read
 * @param rows results of a group
 * @param height rows of a channel that is read
 * @param outHeight rows of a result
 * @param windowHeight rows of taps on a channel
 * @param padTop rows of padding above what is read; fewer than none where the first rows are not read at all
 */
record Correlation(String direction, int groups, int channels, int rows, int height, int width, int outHeight,
        int outWidth,
        int windowHeight, int windowWidth, Phases phases, int padTop, int padLeft) {

    static Correlation forward(Geometry g) {
        return new Correlation("forward", g.groups(), g.channelsOfGroup(), g.filtersOfGroup(), g.height(), g.width(),
                g.outHeight(), g.outWidth(), g.kernelHeight(), g.kernelWidth(), Phases.of(g), g.padTop(), g.padLeft());
    }

    /** That of so many channels of the image of a convolution without a stride. */
    static Correlation inputGradient(Geometry g, int ofImage) {
        return new Correlation("input gradient", g.groups(), g.filtersOfGroup(), ofImage / g.groups(), g.outHeight(),
                g.outWidth(), g.height(), g.width(), g.kernelHeight(), g.kernelWidth(), Phases.ONE,
                g.kernelHeight() - 1 - g.padTop(), g.kernelWidth() - 1 - g.padLeft());
    }

    /** Phases that a result sums over. */
    int depth() {
        return channels * phases.count();
    }

    /** Rows of taps on a phase. */
    int kernelHeight() {
        return phases.rows(windowHeight);
    }

    /** Columns of taps on a phase. */
    int kernelWidth() {
        return phases.columns(windowWidth);
    }

    /** Multiply-adds of a group for one example, window by window, those with padding left out. */
    long multiplyAdds() {
        return Window.inside(height, windowHeight, phases.down(), padTop, outHeight)
                * Window.inside(width, windowWidth, phases.across(), padLeft, outWidth)
                * channels * rows;
    }

    /** All of it that tells kernels apart. */
    String key() {
        String stride = phases.count() == 1 ? "" : " stride " + phases.down() + " x " + phases.across();
        return direction + " " + channels + " x " + height + " x " + width + " -> " + rows + " x " + outHeight + " x "
                + outWidth
                + ", window " + windowHeight + " x " + windowWidth + stride + ", pad " + padTop + " x " + padLeft
                + ", groups " + groups;
    }
}
