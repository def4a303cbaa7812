package dev.netc.compiler.operator;

import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;

import dev.netc.compiler.shape.Shape;

/**
 * One position of a window, for references of what works on the windows of one channel: of its places those that lie on the image.
 *
 * @param plane the channel's number among those of all examples
 * @param row of the image under the window's first; below zero where that lies on padding
 * @param column likewise
 */
record Patch(Window window, Shape image, int plane, int row, int column) {
    /** Is handed each window's part on the image, and the number of its position among the result's elements. */
    interface Visitor {
        void at(Patch patch, int position);
    }

    /** Every position of {@code window}: of every channel of every example of {@code image}, in row order. */
    static void each(Window window, Shape image, int batch, Visitor visitor) {
        int outHeight = window.outHeight(image.height());
        int outWidth = window.outWidth(image.width());
        for (int plane = 0; plane < batch * image.channels(); plane++) {
            for (int y = 0; y < outHeight; y++) {
                for (int x = 0; x < outWidth; x++) {
                    visitor.at(at(window, image, plane, y, x), (plane * outHeight + y) * outWidth + x);
                }
            }
        }
    }

    private static Patch at(Window window, Shape image, int plane, int y, int x) {
        return new Patch(window, image, plane, y * window.strideHeight() - window.pad().top(),
                x * window.strideWidth() - window.pad().left());
    }

    private int top() {
        return Math.max(0, row);
    }

    private int left() {
        return Math.max(0, column);
    }

    private int bottom() {
        return Math.min(image.height(), row + window.height());
    }

    private int right() {
        return Math.min(image.width(), column + window.width());
    }

    int elements() {
        return (bottom() - top()) * (right() - left());
    }

    /** The number, among the image's elements, of the element at place {@code place} of the window. */
    int element(int place) {
        return element(row + place / window.width(), column + place % window.width());
    }

    private int element(int y, int x) {
        return (plane * image.height() + y) * image.width() + x;
    }

    /** The place of the window at which element {@code element} of the image lies: places are counted row by row, those on padding too. */
    int place(int element) {
        int y = element / image.width() % image.height();
        return (y - row) * window.width() + element % image.width() - column;
    }

    /** The numbers of its elements among the image's, in row order. */
    void each(IntConsumer action) {
        for (int y = top(); y < bottom(); y++) {
            for (int x = left(); x < right(); x++) {
                action.accept(element(y, x));
            }
        }
    }

    double sum(IntToDoubleFunction term) {
        double[] sum = new double[1];
        each(i -> sum[0] += term.applyAsDouble(i));
        return sum[0];
    }
}
