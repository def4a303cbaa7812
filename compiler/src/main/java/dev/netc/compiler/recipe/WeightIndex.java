package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;

/**
 * Where a weight lies: {@code [filters / tile][elements of a filter][tile]}.
 *
 * @param filterLength elements of one filter
 * @param tile filters side by side
 */
record WeightIndex(int filterLength, int tile) {
    /** Element {@code element} of filter {@code filter}. */
    Expr at(Expr filter, Expr element) {
        return add(multiply(add(multiply(divide(filter, whole(tile)), whole(filterLength)), element), whole(tile)),
                remainder(filter, whole(tile)));
    }
}
