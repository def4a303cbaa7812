package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Window;

/** The number of a pixel among the places of a window over it, row by row, those on padding too: small, however large the image. */
record WindowPlace(Expr number) {

    /** That of the pixel at (y, x) for the window at (row, column) of the result. */
    static WindowPlace of(Window window, Expr row, Expr column, Expr y, Expr x) {
        Expr top = subtract(multiply(row, whole(window.strideHeight())), whole(window.pad().top()));
        Expr left = subtract(multiply(column, whole(window.strideWidth())), whole(window.pad().left()));
        return new WindowPlace(add(multiply(subtract(y, top), whole(window.width())), subtract(x, left)));
    }

    /** As a number that is told apart in lanes. */
    Expr in(KernelType lanes) {
        return new Expr.Convert(lanes, number);
    }
}
