package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;

/**
 * Where a weight lies: {@code [filters / tile][elements of a filter][tile]}; where positions have weights of their own, a
 * filter's elements are {@code [position][channel][row][column]}.
 *
 * @param tile filters side by side
 */
record WeightIndex(Geometry g, int tile) {
    /** Element {@code element} of filter {@code filter}. */
    Expr at(Expr filter, Expr element) {
        return at(g.filterLength(), tile, filter, element);
    }

    /** The bias of filter {@code filter} at (y, x). */
    Expr bias(Expr filter, Expr y, Expr x) {
        return g.shared() ? filter : at(g.outPlane(), tile, filter, position(y, x));
    }

    /** The same where a filter has {@code filterLength} elements. */
    static Expr at(int filterLength, int tile, Expr filter, Expr element) {
        return add(multiply(add(multiply(divide(filter, whole(tile)), whole(filterLength)), element), whole(tile)),
                remainder(filter, whole(tile)));
    }

    /** The first element of a filter that the output at (y, x) is made with. */
    Expr first(Expr y, Expr x) {
        return g.shared() ? whole(0) : multiply(position(y, x), whole(g.windowLength()));
    }

    private Expr position(Expr y, Expr x) {
        return add(multiply(y, whole(g.outWidth())), x);
    }
}
