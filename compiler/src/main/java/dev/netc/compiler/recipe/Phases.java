package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.and;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;

/**
 * How a window's stride is taken out of it. Of the rows of a padded channel, those whose numbers leave the same remainder by the stride are a
 * phase, and columns likewise. On one phase, the taps of the window that meet it stand side by side, and step by one position: a sum with a
 * stride over a channel is the sum without one over its phases, each a plane of its own. A phase that fewer taps meet is given zeros.
 * The phases of a channel are numbered row by row, channels one after the other.
 *
 * @param down the stride from row to row
 * @param across the stride from column to column
 */
record Phases(int down, int across) {
    /** Without a stride. */
    static final Phases ONE = new Phases(1, 1);

    static Phases of(Geometry g) {
        return new Phases(g.strideHeight(), g.strideWidth());
    }

    /** Phases of a channel. */
    int count() {
        return down * across;
    }

    /** Rows of taps that a window of so many rows has on a phase. */
    int rows(int window) {
        return Math.ceilDiv(window, down);
    }

    /** Columns of taps, likewise. */
    int columns(int window) {
        return Math.ceilDiv(window, across);
    }

    /** The channel of which {@code phase} is one. */
    Expr channel(Expr phase) {
        return divide(phase, whole(count()));
    }

    /** The first row of {@code phase}, on the padded channel; of the window, the first tap that meets it. */
    Expr row(Expr phase) {
        return down == 1 ? whole(0) : divide(remainder(phase, whole(count())), whole(across));
    }

    /** The first column of {@code phase}, likewise. */
    Expr column(Expr phase) {
        return remainder(phase, whole(across));
    }

    /**
     * A tap of a window.
     *
     * @param row of the window, or of one larger than it is
     */
    record Tap(Expr row, Expr column) {
        /** Whether a window of that size has it. */
        Expr inside(int height, int width) {
            return and(binary(Expr.Operator.LESS, row, whole(height)),
                    binary(Expr.Operator.LESS, column, whole(width)));
        }

        /** Its number in a window so wide. */
        Expr number(int width) {
            return add(multiply(row, whole(width)), column);
        }
    }

    /** Which tap stands at (row, column) of those that meet a phase, of which the first is (firstRow, firstColumn). */
    Tap tap(Expr firstRow, Expr firstColumn, Expr row, Expr column) {
        return new Tap(add(firstRow, multiply(row, whole(down))), add(firstColumn, multiply(column, whole(across))));
    }
}
