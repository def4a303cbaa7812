package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * A vector of lanes in parts of a register each, so that a kernel may take one part after the other and hold twice as many sums in
 * registers.
 *
 * @param count of a vector; 1 where a register holds all of it
 * @param type of a part
 */
record VectorParts(int count, KernelType type) {
    static VectorParts of(Layout layout) {
        return new VectorParts(layout.registers(), KernelType.real(layout.lanes() / layout.registers()));
    }

    /** Where part {@code number} of a vector is, counted in parts. */
    Expr at(Expr vector, Expr number) {
        return add(multiply(vector, whole(count)), number);
    }

    /** A part of the vector that lies {@code offset} vectors behind the one whose part is at {@code first}. */
    Expr load(String pointer, Expr first, Expr offset) {
        Expr at = add(first, multiply(offset, whole(count)));
        return count == 1 ? new Load(pointer, at) : call("vload" + type.lanes(), at, new Name(pointer));
    }
}
