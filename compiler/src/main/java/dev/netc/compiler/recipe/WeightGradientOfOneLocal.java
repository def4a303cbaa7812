package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Argument;

/** For a local layer, one work-item a weight: it belongs to one position, so only the examples are summed, in order. */
final class WeightGradientOfOneLocal {
    private final WeightGradientOperands o;
    private final Geometry g;

    WeightGradientOfOneLocal(WeightGradientOperands operands) {
        o = operands;
        g = operands.g;
    }

    Lowered lower() {
        Code code = o.writer.code();
        Expr element = o.writer.dimension("element", g.windowLength());
        Expr position = o.writer.dimension("position", g.outPlane());
        Expr filter = o.writer.dimension("filter", g.filters());
        Expr batch = o.writer.live(Argument.Scalar.BATCH);
        Expr tap = code.let(KernelType.INT, "tap", remainder(element, whole(g.taps())));
        Expr channel = code.let(KernelType.INT, "channel", divide(element, whole(g.taps())));
        Expr y = code.let(KernelType.INT, "y", divide(position, whole(g.outWidth())));
        Expr x = code.let(KernelType.INT, "x", remainder(position, whole(g.outWidth())));
        Expr row = code.let(KernelType.INT, "row", subtract(add(multiply(y, whole(g.strideHeight())),
                divide(tap, whole(g.kernelWidth()))), whole(g.padTop())));
        Expr column = code.let(KernelType.INT, "column", subtract(add(multiply(x, whole(g.strideWidth())),
                remainder(tap, whole(g.kernelWidth()))), whole(g.padLeft())));
        Name total = code.variable(KernelType.REAL, "total", real(0));
        code.when(and(within(row, g.height()), within(column, g.width())), inside -> {
            Expr pixel = add(multiply(row, whole(g.width())), column);
            Expr out = add(multiply(filter, whole(g.outPlane())), position);
            for (int s = 0; s < o.images.size(); s++) {
                segment(inside, s, channel, pixel, out, batch, total);
            }
        });
        o.sink.put(code, o.weights.at(filter, add(o.weights.first(y, x), element)), total);
        return o.writer.done();
    }

    private void segment(Code code, int s, Expr channel, Expr pixel, Expr out, Expr batch, Name total) {
        Expr own = subtract(channel, whole(o.first(s)));
        code.when(new Tiles(o.first(s), o.channels.get(s), 1).holds(channel),
                then -> then.loop("n", whole(0), batch, 1, (inner, n) -> inner.assign(total, call("fma",
                        new Load(o.images.get(s),
                                Blocks.index(n, o.elements(s), add(multiply(own, whole(g.plane())), pixel))),
                        new Load(o.incoming, Blocks.index(n, o.outElements(), out)), total))));
    }

    private static Expr within(Expr at, int extent) {
        return and(new Expr.Binary(Expr.Operator.GREATER_EQUAL, at, whole(0)),
                new Expr.Binary(Expr.Operator.LESS, at, whole(extent)));
    }

    private static Expr and(Expr left, Expr right) {
        return new Expr.Binary(Expr.Operator.AND, left, right);
    }
}
