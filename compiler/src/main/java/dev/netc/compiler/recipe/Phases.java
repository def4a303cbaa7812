package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;

/**
 * How a window's stride is taken out of it. Of the rows of a padded plane, those whose numbers leave the same remainder by the stride are a
 * phase, and columns likewise. On one phase, the taps of the window that meet it stand side by side, and step by one position: a sum with a
 * stride over a plane is the sum without one over its phases, each a plane of its own. A phase that fewer taps meet is given zeros.
 * The phases of a plane are numbered row by row, planes one after the other.
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

    /** Phases of a plane. */
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

    /** The plane of which {@code phase} is one. */
    Expr plane(Expr phase) {
        return divide(phase, whole(count()));
    }

    /** The first row of {@code phase}, on the padded plane; of the window, the first tap that meets it. */
    Expr row(Expr phase) {
        return down == 1 ? whole(0) : divide(remainder(phase, whole(count())), whole(across));
    }

    /** The first column of {@code phase}, likewise. */
    Expr column(Expr phase) {
        return remainder(phase, whole(across));
    }
}
