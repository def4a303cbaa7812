package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.real;

import java.util.function.Function;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;

/** The largest over channels, which exponentials subtract so that none overflows. */
final class Largest {
    private Largest() {}

    static Expr of(Code code, KernelWriter writer, int channels, Function<Expr, Expr> value) {
        Name largest = code.variable(writer.vector(), "largest", real(Double.NEGATIVE_INFINITY));
        code.loop("c", channels, (inner, c) -> {
            Expr x = inner.let(writer.vector(), "x", value.apply(c));
            inner.assign(largest, new Choose(Operator.GREATER, x, largest, x, largest));
        });
        return largest;
    }
}
