package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Shape;

/** The part of one window that lies on the image, along one dimension: from {@code first} to {@code end}, exclusive. */
record Clipped(Expr first, Expr end) {

    /** Rows of the image under the window at row {@code position} of the result. */
    static Clipped rows(Window w, Shape image, Expr position) {
        return of(position, w.strideHeight(), w.pad().top(), w.height(), image.height());
    }

    /** Columns of the image under the window at column {@code position} of the result. */
    static Clipped columns(Window w, Shape image, Expr position) {
        return of(position, w.strideWidth(), w.pad().left(), w.width(), image.width());
    }

    private static Clipped of(Expr position, int stride, int pad, int size, int extent) {
        Expr first = subtract(multiply(position, whole(stride)), whole(pad));
        return new Clipped(pad == 0 ? first : max(whole(0), first), min(whole(extent), add(first, whole(size))));
    }

    Expr count() {
        return subtract(end, first);
    }

    /** Is handed a pixel of the image. */
    interface Pixel {
        void write(Code code, Expr row, Expr column);
    }

    /**
     * A loop over those of {@code count} steps at which what begins at {@code first} lies within {@code extent}.
     *
     * @param stride the length of a step
     */
    static void steps(Code code, String name, Expr first, int count, int stride, int extent, Code.Loop body) {
        code.loop(name, firstStep(first, stride), endStep(first, count, stride, extent), 1, body);
    }

    /** The first step at which what begins at {@code first} is not below zero. */
    static Expr firstStep(Expr first, int stride) {
        return max(whole(0), divide(subtract(whole(stride - 1L), first), whole(stride)));
    }

    /** The first of {@code count} steps at which it lies beyond {@code extent}, or their number. */
    static Expr endStep(Expr first, int count, int stride, int extent) {
        return min(whole(count), divide(subtract(whole(extent + stride - 1L), first), whole(stride)));
    }

    /** A loop over the pixels under the window at (y, x), in row order. */
    static void each(Code code, Window w, Shape image, Expr y, Expr x, Pixel body) {
        Clipped rows = rows(w, image, y);
        Clipped columns = columns(w, image, x);
        code.loop("row", rows.first, rows.end, 1, (inRow, row) -> inRow.loop("column", columns.first, columns.end, 1,
                (inner, column) -> body.write(inner, row, column)));
    }
}
