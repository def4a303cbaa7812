package dev.netc.compiler.operator;

import java.util.stream.IntStream;

import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/** A window of height × width that moves over an image in strides, some rows and columns being padding. */
public record Window(int height, int width, int strideHeight, int strideWidth, Padding pad) {

    /** Rows of positions over {@code rows} rows of input. */
    public int outHeight(int rows) {
        return (rows + pad.top() + pad.bottom() - height) / strideHeight + 1;
    }

    /** Columns of positions over {@code columns} columns of input. */
    public int outWidth(int columns) {
        return (columns + pad.left() + pad.right() - width) / strideWidth + 1;
    }

    /** The output's shape with so many channels. */
    public Shape over(Shape input, int channels) {
        if (input.height() + pad.top() + pad.bottom() < height || input.width() + pad.left() + pad.right() < width) {
            throw new IllegalArgumentException("a window of " + height + " x " + width + " over " + input);
        }
        return Shape.of(channels, outHeight(input.height()), outWidth(input.width()));
    }

    /** Over all positions, how many of the window's places lie on the image and not on padding. */
    public long placesInside(Shape image) {
        return inside(image.height(), height, strideHeight, pad.top(), outHeight(image.height()))
                * inside(image.width(), width, strideWidth, pad.left(), outWidth(image.width()));
    }

    /** In one direction: elements of windows, over all positions, that lie on the image. */
    public static long inside(int image, int window, int stride, int pad, int positions) {
        return IntStream.range(0, positions).map(position -> position * stride - pad)
                .mapToLong(first -> Math.min(first + window, image) - Math.max(first, 0)).filter(n -> n > 0).sum();
    }

    /** Whether none of its positions reaches over the edge of an image. */
    public boolean staysInside(Shape image) {
        return pad.top() == 0 && pad.left() == 0
                && (outHeight(image.height()) - 1L) * strideHeight + height <= image.height()
                && (outWidth(image.width()) - 1L) * strideWidth + width <= image.width();
    }

    /** Whether it covers the whole of an image once, without padding: a fully connected layer. */
    public boolean covers(Shape image) {
        return height == image.height() && width == image.width() && pad.equals(Padding.NONE);
    }
}
