package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;

/**
 * The windows of a batch's images as a matrix that is nowhere in memory: an index for each position of the whole batch, and one
 * for each element of a window. The element of a position is that of the image at the sum of their coordinates.
 */
record Windows(Geometry g) {

    /** The image, and whether windows reach over its edges. */
    Factor.Clip clip() {
        return g.dense()
                ? Factor.Clip.NONE
                : new Factor.Clip(g.height(), g.width(),
                        reaches(g.kernelHeight(), g.padTop(), g.outHeight(), g.strideHeight(), g.height()),
                        reaches(g.kernelWidth(), g.padLeft(), g.outWidth(), g.strideWidth(), g.width()));
    }

    private static boolean reaches(int kernel, int pad, int positions, int stride, int extent) {
        return pad > 0 || (positions - 1L) * stride + kernel > extent;
    }

    /**
     * Position number {@code index} of the batch.
     *
     * @param elements of one example's image
     * @param offset of the first channel
     */
    Coordinate ofPosition(Code code, Expr index, long elements, Expr offset, Expr inside) {
        Expr column = code.let(KernelType.INT, "window", index);
        Expr example = code.let(KernelType.INT, "window_example", divide(column, whole(g.outPlane())));
        Expr start = code.let(KernelType.LONG, "image_start", Blocks.index(example, elements, offset));
        if (g.dense()) {
            return Coordinate.of(start, inside);
        }
        Expr position = code.let(KernelType.INT, "window_position", remainder(column, whole(g.outPlane())));
        Expr top = multiply(divide(position, whole(g.outWidth())), whole(g.strideHeight()));
        Expr left = multiply(remainder(position, whole(g.outWidth())), whole(g.strideWidth()));
        return new Coordinate(start, code.let(KernelType.INT, "top", top), code.let(KernelType.INT, "left", left),
                inside);
    }

    /** Element number {@code index} of a window: {@code [channel][row][column]}. */
    Coordinate ofElement(Code code, Expr index, Expr inside) {
        if (g.dense()) {
            return Coordinate.of(index, inside);
        }
        Expr element = code.let(KernelType.INT, "element", index);
        Expr channel = code.let(KernelType.INT, "channel", divide(element, whole(g.taps())));
        Expr tap = remainder(element, whole(g.taps()));
        Expr row = subtract(divide(tap, whole(g.kernelWidth())), whole(g.padTop()));
        Expr column = subtract(remainder(tap, whole(g.kernelWidth())), whole(g.padLeft()));
        return new Coordinate(multiply(channel, whole(g.plane())), row, column, inside);
    }
}
