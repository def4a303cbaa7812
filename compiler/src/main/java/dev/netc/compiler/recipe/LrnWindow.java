package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnGradient;

/**
 * {@link LrnGradient} at one position, in one pass over the channels: with channel c + reach read, s of channel c is known,
 * with it the product db a s^(-beta - 1) of channel c, with that the gradient of channel c - reach. Of each only what
 * the window still needs is kept, in variables that move on by one with each channel; beyond the ends they are zero.
 *
 * @param vector type of a channel's value
 */
record LrnWindow(Lrn lrn, int channels, KernelType vector) {

    /** The windows: values from channel c - reach to c + reach - 1, products and scaled gradients up to channel c - 1. */
    private record Windows(List<Name> values, List<Name> products, List<Name> direct) {}

    /** What is done at a run of channels: whether there is one to read, one to multiply, one to finish. */
    private record Run(int from, int to, boolean reads, boolean multiplies, boolean finishes) {}

    void write(Code code, UnaryOperator<Expr> values, UnaryOperator<Expr> incoming, Normalization.Sink sink) {
        int reach = lrn.reach();
        List<Name> read = IntStream.range(0, 2 * reach)
                .mapToObj(i -> code.variable(vector, "value" + i,
                        i >= reach && i - reach < channels ? values.apply(whole(i - (long) reach)) : real(0)))
                .toList();
        Windows windows = new Windows(read, zeros(code, "product", 2 * reach), zeros(code, "direct", reach));
        for (Run run : runs()) {
            code.loop("c", whole(run.from), whole(run.to), 1,
                    (inner, c) -> step(inner, run, c, windows, values, incoming, sink));
        }
    }

    private List<Name> zeros(Code code, String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> code.variable(vector, name + i, real(0))).toList();
    }

    private List<Run> runs() {
        int reach = lrn.reach();
        int[] ends = IntStream.of(0, reach, Math.max(0, channels - reach), channels, channels + reach).sorted()
                .toArray();
        List<Run> runs = new ArrayList<>();
        for (int i = 1; i < ends.length; i++) {
            int from = ends[i - 1];
            if (from < ends[i]) {
                runs.add(new Run(from, ends[i], from + reach < channels, from < channels, from >= reach));
            }
        }
        return runs;
    }

    private void step(Code code, Run run, Expr c, Windows windows, UnaryOperator<Expr> values,
            UnaryOperator<Expr> incoming, Normalization.Sink sink) {
        int reach = lrn.reach();
        List<Expr> around = new ArrayList<>(windows.values);
        around.add(code.let(vector, "value", run.reads ? values.apply(add(c, whole(reach))) : real(0)));
        List<Expr> products = new ArrayList<>(windows.products);
        List<Expr> direct = new ArrayList<>(windows.direct);
        if (run.multiplies) {
            Powers powers = powers(code, code.let(vector, "sum", sum(around)));
            direct.add(code.let(vector, "direct", multiply(incoming.apply(c), powers.power)));
            products.add(code.let(vector, "product",
                    multiply(multiply(direct.getLast(), around.get(reach)), powers.reciprocal)));
        } else {
            direct.add(code.let(vector, "direct", real(0)));
            products.add(code.let(vector, "product", real(0)));
        }
        if (run.finishes) {
            Expr others = multiply(multiply(real(2 * lrn.alpha() * lrn.beta()), around.get(0)),
                    products.stream().reduce((a, b) -> add(a, b)).orElseThrow());
            sink.put(code, subtract(c, whole(reach)),
                    code.let(vector, "gradient", subtract(direct.get(0), others)));
        }
        moveOn(code, windows.values, around);
        moveOn(code, windows.products, products);
        moveOn(code, windows.direct, direct);
    }

    private static void moveOn(Code code, List<Name> window, List<Expr> next) {
        for (int i = 0; i < window.size(); i++) {
            code.assign(window.get(i), next.get(i + 1));
        }
    }

    private Expr sum(List<Expr> around) {
        Expr squares = multiply(around.get(0), around.get(0));
        for (Expr a : around.subList(1, around.size())) {
            squares = call("fma", a, a, squares);
        }
        return add(real(lrn.k()), multiply(real(lrn.alpha()), squares));
    }

    /** s^-beta and 1 / s. */
    private record Powers(Expr power, Expr reciprocal) {}

    /** With the paper's beta of 3/4 both from 1 / sqrt(s), with one division. */
    private Powers powers(Code code, Expr sum) {
        if (lrn.beta() == 0.75) {
            Expr inverse = code.let(vector, "inverse", divide(real(1), call("sqrt", sum)));
            return new Powers(multiply(inverse, call("sqrt", inverse)), multiply(inverse, inverse));
        }
        return new Powers(Normalization.power(vector, lrn.beta(), sum), divide(real(1), sum));
    }

    private static Expr multiply(Expr left, Expr right) {
        return new Expr.Binary(Operator.MULTIPLY, left, right);
    }
}
