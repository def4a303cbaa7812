package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.operator.Lrn;

/** Local response normalisation over all channels of one position, in a private array so that it may write where it reads. */
record Normalization(Lrn lrn, int channels, KernelWriter writer) {

    /** Gives the value of a channel. */
    interface Source {
        Expr at(Code code, Expr channel);
    }

    /** Takes the value of a channel. */
    interface Sink {
        void put(Code code, Expr channel, Expr value);
    }

    void across(Code code, String suffix, Source source, Sink sink) {
        String values = "channels" + suffix;
        code.array(writer.vector(), values, channels);
        code.loop("c", channels, (inner, c) -> inner.store(values, c, source.at(inner, c)));
        code.loop("c", channels, (inner, c) -> {
            Expr sum = inner.let(writer.vector(), "sum", sum(inner, values, c));
            Expr value = inner.let(writer.vector(), "normalized", multiply(new Load(values, c), power(sum)));
            sink.put(inner, c, value);
        });
    }

    /** k + alpha * sum of squares around channel {@code c}, in channel order. */
    Expr sum(Code code, String values, Expr c) {
        Name squares = code.variable(writer.vector(), "squares", real(0));
        around(code, c, (inner, j) -> {
            Expr a = inner.let(writer.vector(), "a", new Load(values, j));
            inner.assign(squares, call("fma", a, a, squares));
        });
        return add(real(lrn.k()), multiply(real(lrn.alpha()), squares));
    }

    /** A loop over the channels in the window around {@code c}. */
    void around(Code code, Expr c, Code.Loop body) {
        code.loop("j", max(whole(0), subtract(c, whole(lrn.reach()))),
                min(whole(channels), add(c, whole(lrn.reach() + 1))), 1, body);
    }

    /** sum ^ -beta; with the paper's beta of 3/4 by square roots, which are exact to the last bit and fast. */
    Expr power(Expr sum) {
        if (lrn.beta() == 0.75) {
            Expr root = call("sqrt", sum);
            return divide(real(1), multiply(root, call("sqrt", root)));
        }
        return call("pow", sum, new Expr.Convert(writer.vector(), real(-lrn.beta())));
    }

    private static Expr multiply(Expr left, Expr right) {
        return new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
    }
}
