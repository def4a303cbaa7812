package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.operator.Window;

/** Where in a window a pixel is: places are numbered row by row, those on padding too, and are small, however large the image. */
final class WindowPlace {
    private WindowPlace() {}

    /** The place of the pixel at (y, x) in the window at (row, column) of the result. */
    static Expr of(Window window, Expr row, Expr column, Expr y, Expr x) {
        Expr top = subtract(multiply(row, whole(window.strideHeight())), whole(window.pad().top()));
        Expr left = subtract(multiply(column, whole(window.strideWidth())), whole(window.pad().left()));
        return add(multiply(subtract(y, top), whole(window.width())), subtract(x, left));
    }
}
