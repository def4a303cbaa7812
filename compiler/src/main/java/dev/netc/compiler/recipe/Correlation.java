package dev.netc.compiler.recipe;

import dev.netc.compiler.operator.Window;

/**
 * A correlation with stride 1, which a convolution is forwards, and the gradient of its image again: with the window turned round, and
 * channels and filters in each other's place. Each of {@code rows} results of a group sums over {@code depth} planes of it.
 *
 * @param direction in a word, for a reader
 * @param depth planes that a result sums over
 * @param rows results of a group
 * @param height rows of a plane that is read
 * @param outHeight rows of a plane that is made
 * @param padTop rows of padding above what is read; fewer than none where the first rows are not read at all
 */
record Correlation(String direction, int groups, int depth, int rows, int height, int width, int outHeight,
        int outWidth,
        int kernelHeight, int kernelWidth, int padTop, int padLeft) {

    static Correlation forward(Geometry g) {
        return new Correlation("forward", g.groups(), g.channelsOfGroup(), g.filtersOfGroup(), g.height(), g.width(),
                g.outHeight(), g.outWidth(), g.kernelHeight(), g.kernelWidth(), g.padTop(), g.padLeft());
    }

    /** That of so many channels of the image. */
    static Correlation inputGradient(Geometry g, int channels) {
        return new Correlation("input gradient", g.groups(), g.filtersOfGroup(), channels / g.groups(), g.outHeight(),
                g.outWidth(), g.height(), g.width(), g.kernelHeight(), g.kernelWidth(),
                g.kernelHeight() - 1 - g.padTop(), g.kernelWidth() - 1 - g.padLeft());
    }

    /** Multiply-adds of a group for one example, window by window, those with padding left out. */
    long multiplyAdds() {
        return Window.inside(height, kernelHeight, 1, padTop, outHeight)
                * Window.inside(width, kernelWidth, 1, padLeft, outWidth)
                * depth * rows;
    }

    /** All of it that tells kernels apart. */
    String key() {
        return direction + " " + depth + " x " + height + " x " + width + " -> " + rows + " x " + outHeight + " x "
                + outWidth
                + ", window " + kernelHeight + " x " + kernelWidth + ", pad " + padTop + " x " + padLeft + ", groups "
                + groups;
    }
}
