package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;
import static dev.netc.compiler.recipe.SmallBatchRecipe.FILTERS;
import static dev.netc.compiler.recipe.SmallBatchRecipe.VECTOR;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;

/**
 * All channels of some neighbouring positions in private memory, where a normalisation finds them: those of a position side by
 * side, between zeros as wide as its window reaches, so that a vector of channels is normalised at once.
 *
 * @param positions how many there are room for
 */
record HeldChannels(Lrn lrn, int channels, int positions) {
    /** Numbers in private memory, of which a work-item has some hundred thousand bytes. */
    private static final int MOST = 16_384;

    private static final String HELD = "held";
    private static final String NORMALIZED = "normalized";

    /** Takes the normalised value of a channel at a position. */
    interface Sink {
        void put(Code code, Expr position, Expr channel, Expr value);
    }

    /** How many positions there could be room for; 0 where not even one's channels fit. */
    static int most(Lrn lrn, int channels) {
        return MOST / pitch(lrn, channels);
    }

    private int vectors() {
        return Math.ceilDiv(channels, FILTERS);
    }

    private int pitch() {
        return pitch(lrn, channels);
    }

    private static int pitch(Lrn lrn, int channels) {
        return Math.ceilDiv(channels, FILTERS) * FILTERS + 2 * lrn.reach();
    }

    private long numbers() {
        return (long) positions * pitch();
    }

    /** Declares the memory, and makes it zero. */
    void clear(Code code) {
        code.array(KernelType.REAL, HELD, Math.toIntExact(numbers()));
        code.array(KernelType.REAL, NORMALIZED, vectors() * FILTERS);
        code.loop("i", numbers(), (inner, i) -> inner.store(HELD, i, real(0)));
    }

    void put(Code code, Expr position, Expr channel, Expr value) {
        code.store(HELD, add(multiply(position, whole(pitch())), add(channel, whole(lrn.reach()))), value);
    }

    /** Normalises the first {@code count} positions. */
    void normalize(Code code, Expr count, Sink sink) {
        code.loop("p", whole(0), count, 1, (inPosition, p) -> {
            inPosition.loop("v", vectors(), (inner, v) -> inner.storeVector(FILTERS, NORMALIZED, v,
                    normalized(inner, add(multiply(p, whole(pitch())), multiply(v, whole(FILTERS))))));
            inPosition.loop("f", channels,
                    (inner, f) -> sink.put(inner, p, f,
                            inner.let(KernelType.REAL, "value", new Load(NORMALIZED, f))));
        });
    }

    /** A vector of channels; the window of the first begins at {@code first}. Squares are added in channel order. */
    private Expr normalized(Code code, Expr first) {
        Name squares = code.variable(VECTOR, "squares", real(0));
        code.loop("j", 2L * lrn.reach() + 1, (inner, j) -> {
            Expr a = inner.let(VECTOR, "a", vector(first, j));
            inner.assign(squares, call("fma", a, a, squares));
        });
        Expr sum = code.let(VECTOR, "sum", add(real(lrn.k()), multiply(real(lrn.alpha()), squares)));
        return multiply(vector(first, whole(lrn.reach())), Normalization.power(VECTOR, lrn.beta(), sum));
    }

    private static Expr vector(Expr first, Expr offset) {
        return call("vload" + FILTERS, whole(0), add(new Name(HELD), add(first, offset)));
    }
}
