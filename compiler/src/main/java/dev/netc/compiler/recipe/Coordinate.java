package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;

/**
 * What one index of a factor says of where its elements lie. Elements of an image are found by a row and a column besides.
 *
 * @param base what it adds to the element's index in memory
 * @param row what it adds to the row of the image
 * @param column what it adds to the column of the image
 * @param inside whether there is such an index; 1 where there always is
 */
record Coordinate(Expr base, Expr row, Expr column, Expr inside) {

    static Coordinate of(Expr base, Expr inside) {
        return new Coordinate(base, whole(0), whole(0), inside);
    }

    /** Finds the coordinate of an index. */
    interface Finder {
        Coordinate at(Code code, Expr index);
    }
}
