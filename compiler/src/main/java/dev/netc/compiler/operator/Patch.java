package dev.netc.compiler.operator;

import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;

import dev.netc.compiler.shape.Shape;

/**
 * The part of a window that lies on the image, for references of what works on the windows of one channel: rows {@code top}
 * to {@code bottom} and columns {@code left} to {@code right}, the ends not among them.
 *
 * @param start where the channel's plane begins among the image's elements
 * @param width of the image
 */
record Patch(int start, int width, int top, int left, int bottom, int right) {
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
        int top = y * window.strideHeight() - window.pad().top();
        int left = x * window.strideWidth() - window.pad().left();
        return new Patch(plane * image.height() * image.width(), image.width(), Math.max(0, top), Math.max(0, left),
                Math.min(image.height(), top + window.height()), Math.min(image.width(), left + window.width()));
    }

    int elements() {
        return (bottom - top) * (right - left);
    }

    /** The numbers of its elements among the image's, in row order. */
    void each(IntConsumer action) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                action.accept(start + y * width + x);
            }
        }
    }

    double sum(IntToDoubleFunction term) {
        double[] sum = new double[1];
        each(i -> sum[0] += term.applyAsDouble(i));
        return sum[0];
    }
}
