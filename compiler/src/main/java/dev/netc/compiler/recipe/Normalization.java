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
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;

/**
 * Local response normalisation over all channels of one position, in a private array so that it may write where it reads.
 *
 * @param vector type of a channel's value
 */
record Normalization(Lrn lrn, int channels, KernelType vector) {

    /** So many channels of a position are held in private memory, of which a work-item has some hundred thousand bytes. */
    private static final int HELD = 1024;

    /** Gives the value of a channel. */
    interface Source {
        Expr at(Code code, Expr channel);
    }

    /** Takes the value of a channel. */
    interface Sink {
        void put(Code code, Expr channel, Expr value);
    }

    /** Whether private memory holds so many channels of a position. */
    static boolean holds(int channels) {
        return channels <= HELD;
    }

    /** Whether private memory holds all channels of a position; otherwise they are read again where they are needed. */
    boolean held() {
        return holds(channels);
    }

    void across(Code code, String suffix, Source source, Sink sink) {
        acrossHeld(code, held() ? hold(code, "channels" + suffix, source) : source, sink);
    }

    /** The same where nothing that is written lies where {@code values} are read. */
    void acrossHeld(Code code, Source values, Sink sink) {
        code.loop("c", channels, (inner, c) -> {
            Expr sum = inner.let(vector, "sum", sum(inner, "j", values, c));
            Expr value = inner.let(vector, "normalized", multiply(values.at(inner, c), power(sum)));
            sink.put(inner, c, value);
        });
    }

    /** All channels in a private array; what reads it from there. */
    Source hold(Code code, String array, Source source) {
        code.array(vector, array, channels);
        code.loop("c", channels, (inner, c) -> inner.store(array, c, source.at(inner, c)));
        return (inner, c) -> new Load(array, c);
    }

    /** k + alpha * sum of squares around channel {@code c}, in channel order. */
    Expr sum(Code code, String counter, Source values, Expr c) {
        Name squares = code.variable(vector, "squares", real(0));
        around(code, counter, c, (inner, j) -> {
            Expr a = inner.let(vector, "a", values.at(inner, j));
            inner.assign(squares, call("fma", a, a, squares));
        });
        return add(real(lrn.k()), multiply(real(lrn.alpha()), squares));
    }

    /** A loop over the channels in the window around {@code c}. */
    void around(Code code, String counter, Expr c, Code.Loop body) {
        code.loop(counter, max(whole(0), subtract(c, whole(lrn.reach()))),
                min(whole(channels), add(c, whole(lrn.reach() + 1))), 1, body);
    }

    /** sum ^ -beta of this normalisation. */
    Expr power(Expr sum) {
        return power(vector, lrn.beta(), sum);
    }

    /** sum ^ -beta; with the paper's beta of 3/4 by square roots, which are exact to the last bit and fast. */
    static Expr power(KernelType vector, double beta, Expr sum) {
        if (beta == 0.75) {
            Expr root = call("sqrt", sum);
            return divide(real(1), multiply(root, call("sqrt", root)));
        }
        return call("pow", sum, new Expr.Convert(vector, real(-beta)));
    }

    private static Expr multiply(Expr left, Expr right) {
        return new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
    }
}
