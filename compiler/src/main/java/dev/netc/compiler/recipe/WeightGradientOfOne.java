package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
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

/** One work-item a weight: each example is summed by itself, then the examples in order, which keeps rounding small. */
final class WeightGradientOfOne {
    private final WeightGradientOperands o;
    private final Geometry g;

    WeightGradientOfOne(WeightGradientOperands operands) {
        o = operands;
        g = operands.g;
    }

    Lowered lower() {
        Code code = o.writer.code();
        Expr tap = o.writer.dimension("tap", g.taps());
        Expr channel = o.writer.dimension("channel", g.channelsOfGroup());
        Expr filter = o.writer.dimension("filter", g.filters());
        Expr batch = o.writer.live(Argument.Scalar.BATCH);
        Expr ky = code.let(KernelType.INT, "ky", divide(tap, whole(g.kernelWidth())));
        Expr kx = code.let(KernelType.INT, "kx", remainder(tap, whole(g.kernelWidth())));
        Name total = code.variable(KernelType.REAL, "total", real(0));
        for (int s = 0; s < o.images.size(); s++) {
            segment(code, s, batch, channel, filter, ky, kx, total);
        }
        o.sink.put(code, o.weights.at(filter, add(multiply(channel, whole(g.taps())), tap)), total);
        return o.writer.done();
    }

    private void segment(Code code, int s, Expr batch, Expr channel, Expr filter, Expr ky, Expr kx, Name total) {
        if (o.images.size() == 1) {
            examples(code, s, batch, channel, filter, ky, kx, total);
            return;
        }
        Tiles mine = new Tiles(o.first(s), o.channels.get(s), 1);
        code.when(mine.holds(channel),
                then -> examples(then, s, batch, subtract(channel, whole(o.first(s))), filter, ky, kx, total));
    }

    private void examples(Code code, int s, Expr batch, Expr channel, Expr filter, Expr ky, Expr kx, Name total) {
        Expr plane = g.groups() == 1
                ? channel
                : add(multiply(divide(filter, whole(g.filtersOfGroup())), whole(g.channelsOfGroup())), channel);
        code.loop("n", whole(0), batch, 1, (inExample, n) -> {
            Name sum = inExample.variable(KernelType.REAL, "sum", real(0));
            along(inExample, "y", ky, g.padTop(), g.strideHeight(), g.height(), g.outHeight(), (inRow,
                    y) -> along(inRow, "x", kx, g.padLeft(), g.strideWidth(), g.width(), g.outWidth(), (inner, x) -> {
                        Expr inY = subtract(add(multiply(y, whole(g.strideHeight())), ky), whole(g.padTop()));
                        Expr inX = subtract(add(multiply(x, whole(g.strideWidth())), kx), whole(g.padLeft()));
                        Expr in = add(multiply(add(multiply(plane, whole(g.height())), inY), whole(g.width())), inX);
                        Expr out = add(multiply(add(multiply(filter, whole(g.outHeight())), y), whole(g.outWidth())),
                                x);
                        inner.assign(sum, call("fma", new Load(o.images.get(s), Blocks.index(n, o.elements(s), in)),
                                new Load(o.incoming, Blocks.index(n, o.outElements(), out)), sum));
                    }));
            inExample.assign(total, add(total, sum));
        });
    }

    /** The positions at which tap {@code k} reads the image: those with 0 <= position * stride + k - pad < extent. */
    private static void along(Code code, String name, Expr k, int pad, int stride, int extent, int positions,
            Code.Loop body) {
        Expr first = divide(add(max(whole(0), subtract(whole(pad), k)), whole(stride - 1L)), whole(stride));
        Expr end = min(whole(positions), divide(subtract(whole(extent - 1L + pad + stride), k), whole(stride)));
        code.loop(name, first, end, 1, body);
    }
}
