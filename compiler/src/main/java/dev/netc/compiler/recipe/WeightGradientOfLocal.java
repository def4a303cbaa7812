package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
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
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Target;

/**
 * For a local layer: each position is a dense layer over its window, so lanes are the filters of one weight tile. A work-item
 * owns a tile's weights of one position and sums them where they lie, a block of examples after the other; weights whose
 * element is padding stay zero.
 */
final class WeightGradientOfLocal {
    /** Channels at once: so many accumulators. */
    private static final int CHANNELS = 8;
    /** The same where an accumulator fills two of the processor's registers. */
    private static final int CHANNELS_NARROW = 6;

    private final WeightGradientOperands o;
    private final Geometry g;
    private final TurnedGradient turned;
    /** Holds what was summed so far. */
    private final WeightSink.Memory memory;
    private final int channels;

    WeightGradientOfLocal(WeightGradientOperands operands) {
        o = operands;
        memory = (WeightSink.Memory) o.sink;
        g = operands.g;
        turned = new TurnedGradient(operands);
        channels = o.writer.layout().target() == Target.CPU_NARROW ? CHANNELS_NARROW : CHANNELS;
    }

    Lowered lower() {
        Code code = o.writer.code();
        Expr position = o.writer.dimension("position", g.outPlane());
        Expr tile = o.writer.dimension("filter_tile", Math.ceilDiv(g.filters(), turned.lanes()));
        Expr y = code.let(KernelType.INT, "y", divide(position, whole(g.outWidth())));
        Expr x = code.let(KernelType.INT, "x", remainder(position, whole(g.outWidth())));
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(y, whole(g.strideHeight())), whole(g.padTop())));
        Expr left = code.let(KernelType.INT, "left",
                subtract(multiply(x, whole(g.strideWidth())), whole(g.padLeft())));
        Expr first = code.let(KernelType.INT, "first", add(multiply(tile, whole(g.filterLength())),
                o.weights.first(y, x)));
        clear(code, first);
        turned.blocks(code, (inBlock, blocks) -> {
            turned.turn(inBlock, tile, blocks, position);
            clipped(inBlock, "ky", top, g.kernelHeight(), g.height(),
                    (inRow, ky) -> clipped(inRow, "kx", left, g.kernelWidth(), g.width(), (inner, kx) -> tap(inner,
                            blocks, first, add(multiply(ky, whole(g.kernelWidth())), kx),
                            add(multiply(add(top, ky), whole(g.width())), add(left, kx)))));
        });
        return o.writer.done();
    }

    private void clear(Code code, Expr first) {
        Expr zeros = new Expr.Convert(o.writer.vector(), real(0));
        code.loop("i", g.windowLength(),
                (inner, i) -> memory.putVector(inner, turned.lanes(), add(first, i), zeros));
    }

    /** A loop over the taps that lie on the image. */
    private static void clipped(Code code, String name, Expr first, int kernel, int extent, Code.Loop body) {
        code.loop(name, max(whole(0), subtract(whole(0), first)), min(whole(kernel), subtract(whole(extent), first)), 1,
                body);
    }

    /** Every channel's weight of one tap, whose pixel is number {@code pixel} of a channel's plane. */
    private void tap(Code code, TurnedGradient.Together blocks, Expr first, Expr tap, Expr pixel) {
        for (int s = 0; s < o.images.size(); s++) {
            int segment = s;
            Expr weights = add(first, whole((long) o.first(s) * g.taps()));
            for (Tiles part : Tiles.of(o.channels.get(s), channels)) {
                code.loop("tile", part.count(), (inner, number) -> {
                    Expr channel = add(multiply(number, whole(part.size())), whole(part.from()));
                    channels(inner, segment, part.size(), blocks, add(weights, multiply(channel, whole(g.taps()))), tap,
                            add(multiply(channel, whole(g.plane())), pixel));
                });
            }
        }
    }

    private void channels(Code code, int s, int count, TurnedGradient.Together blocks, Expr weights, Expr tap,
            Expr pixel) {
        Expr slot = code.let(KernelType.INT, "slot", add(weights, tap));
        Name[] sums = new Name[count];
        for (int r = 0; r < count; r++) {
            sums[r] = code.variable(o.writer.vector(), "sum" + r,
                    memory.vector(turned.lanes(), add(slot, whole((long) r * g.taps()))));
        }
        turned.accumulate(code, sums, s, blocks, pixel, g.plane());
        for (int r = 0; r < count; r++) {
            memory.putVector(code, turned.lanes(), add(slot, whole((long) r * g.taps())), sums[r]);
        }
    }
}
