package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;

/**
 * Positions that stand side by side in a row, and whose sums are made together.
 *
 * @param first its first position
 * @param count of positions, at most
 * @param end behind its last position
 */
record Span(Expr y, Expr first, int count, Expr end) {

    /** One position. */
    static Span of(Expr y, Expr x) {
        return new Span(y, x, 1, add(x, whole(1)));
    }

    /** Cuts row {@code y} of {@code width} positions into spans of {@code count}, the last one shorter. */
    static void every(Code code, Expr y, int count, int width, Each body) {
        code.loop("first_x", whole(0), whole(width), count, (inner, first) -> {
            Expr end = add(first, whole(count));
            body.write(inner, new Span(y, first, count, width % count == 0 ? end : min(end, whole(width))));
        });
    }

    /** What is written for a span. */
    interface Each {
        void write(Code code, Span span);
    }

    /** A loop over the positions. */
    void each(Code code, Code.Loop body) {
        if (count == 1) {
            body.write(code, first);
        } else {
            code.loop("x", first, end, 1, body);
        }
    }
}
