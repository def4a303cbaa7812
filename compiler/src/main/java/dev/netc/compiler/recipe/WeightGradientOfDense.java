package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * For a dense layer, with so few examples that adding lanes at the end would cost as much as the products: lanes are the
 * filters of one weight tile. The incoming gradient is turned, a block at a time.
 */
final class WeightGradientOfDense {
    private final WeightGradientOperands o;
    private final Geometry g;
    private final TurnedGradient turned;
    /** Weights of each filter that a work-item owns. */
    private final int chunk;
    private final int accumulators;

    WeightGradientOfDense(WeightGradientOperands operands) {
        o = operands;
        g = operands.g;
        turned = new TurnedGradient(operands);
        Tile tile = o.writer.tile(TileKind.DENSE_WEIGHT_GRADIENT, g);
        chunk = tile.rows();
        accumulators = tile.columns();
    }

    Lowered lower() {
        Code code = o.writer.code();
        Expr tile = o.writer.dimension("filter_tile", Math.ceilDiv(g.filters(), turned.lanes()));
        Expr number = o.writer.dimension("chunk", o.channels.stream().mapToInt(c -> Math.ceilDiv(c, chunk)).sum());
        int before = 0;
        for (int s = 0; s < o.images.size(); s++) {
            int segment = s;
            Tiles mine = new Tiles(before, Math.ceilDiv(o.channels.get(s), chunk), 1);
            Expr first = multiply(subtract(number, whole(before)), whole(chunk));
            if (o.images.size() == 1) {
                chunk(code, segment, tile, first);
            } else {
                code.when(mine.holds(number), then -> chunk(then, segment, tile, first));
            }
            before += mine.size();
        }
        return o.writer.done();
    }

    private void chunk(Code code, int s, Expr tile, Expr firstElement) {
        Expr first = code.let(KernelType.INT, "first", firstElement);
        Expr size = code.let(KernelType.INT, "size", min(whole(chunk), subtract(whole(o.channels.get(s)), first)));
        Expr full = code.let(KernelType.INT, "full", multiply(divide(size, whole(accumulators)), whole(accumulators)));
        code.array(o.writer.vector(), "totals", chunk);
        code.loop("i", whole(0), size, 1,
                (inner, i) -> inner.store("totals", i, new Expr.Convert(o.writer.vector(), real(0))));
        Expr start = code.let(KernelType.LONG, "tile_start",
                add(multiply(new Expr.Convert(KernelType.LONG, tile), whole(g.filterLength())),
                        add(first, whole(o.first(s)))));
        turned.blocks(code, (inner, blocks) -> {
            turned.turn(inner, tile, blocks, whole(0));
            inner.loop("k", whole(0), full, accumulators, (at, k) -> {
                at.when(blocks.last(), last -> {
                    for (int r = 0; r < accumulators; r++) {
                        o.sink.askFor(last, turned.lanes(), add(start, add(k, whole(r))));
                    }
                });
                accumulate(at, s, accumulators, blocks, add(first, k), k);
            });
            inner.loop("k", full, size, 1, (at, k) -> accumulate(at, s, 1, blocks, add(first, k), k));
        });
        code.loop("i", whole(0), size, 1,
                (inner, i) -> o.sink.putVector(inner, turned.lanes(), add(start, i), new Load("totals", i)));
    }

    private void accumulate(Code code, int s, int width, TurnedGradient.Together blocks, Expr element, Expr k) {
        Name[] sums = new Name[width];
        for (int r = 0; r < width; r++) {
            sums[r] = code.variable(o.writer.vector(), "sum" + r, new Load("totals", add(k, whole(r))));
        }
        turned.accumulate(code, sums, s, blocks, element, 1);
        for (int r = 0; r < width; r++) {
            code.store("totals", add(k, whole(r)), sums[r]);
        }
    }
}
