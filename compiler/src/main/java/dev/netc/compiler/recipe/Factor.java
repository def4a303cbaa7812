package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.and;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Binary;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;

/**
 * A factor of a matrix product, as it lies in memory. The first has an index for each row of the result, the second one for each
 * column: the side. Along the depth both have the products' index.
 *
 * @param name of what is declared for it in the kernel
 * @param pointer to its memory
 * @param side finds an index along the side
 * @param depth finds an index along the depth
 * @param deep whether elements that follow each other along the depth lie side by side; otherwise those along the side do
 * @param clip the image outside of which all is zero
 */
record Factor(String name, String pointer, Coordinate.Finder side, Coordinate.Finder depth, boolean deep, Clip clip) {

    /**
     * An image of which windows are read.
     *
     * @param width of its rows; 0 where elements are not found by row and column
     * @param rows whether windows reach over its upper or lower edge
     * @param columns whether windows reach over its left or right edge
     */
    record Clip(int height, int width, boolean rows, boolean columns) {
        static final Clip NONE = new Clip(0, 0, false, false);
    }

    /** The element at these coordinates; zero outside. */
    Expr element(Code code, Coordinate atSide, Coordinate atDepth) {
        Expr inside = and(atSide.inside(), atDepth.inside());
        Expr index = add(atSide.base(), atDepth.base());
        if (clip.width() > 0) {
            Expr y = code.let(KernelType.INT, name + "_y", add(atSide.row(), atDepth.row()));
            Expr x = code.let(KernelType.INT, name + "_x", add(atSide.column(), atDepth.column()));
            index = add(index, add(multiply(y, whole(clip.width())), x));
            inside = clip.rows() ? and(inside, within(y, clip.height())) : inside;
            inside = clip.columns() ? and(inside, within(x, clip.width())) : inside;
        }
        Expr value = new Load(pointer, index);
        return inside instanceof Binary(Operator o, Expr left, Expr right)
                ? new Choose(o, left, right, value, real(0))
                : value;
    }

    private static Expr within(Expr at, int extent) {
        return and(new Binary(Operator.GREATER_EQUAL, at, whole(0)), new Binary(Operator.LESS, at, whole(extent)));
    }
}
