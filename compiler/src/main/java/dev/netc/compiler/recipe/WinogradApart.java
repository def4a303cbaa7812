package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;

/**
 * Where a factor of a weight's gradient lies that was taken apart: vectors of sixteen numbers, those of a product behind each other.
 *
 * @param array a private array
 * @param ofProduct vectors of a product
 */
record WinogradApart(String array, int ofProduct) {
    /** From one product to the next: one vector more than there are, so that a tile's products do not share one set of a cache. */
    int pitch() {
        return ofProduct + 1;
    }

    /** Where vector {@code vector} of a product is, counted in units of which a vector has so many. */
    Expr at(Expr product, Expr vector, int units) {
        return add(multiply(product, whole((long) pitch() * units)), multiply(vector, whole(units)));
    }
}
