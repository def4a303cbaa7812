package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.call;
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
 * filters of one weight tile. The incoming gradient is turned, a block at a time; the image is read as broadcast numbers.
 * Requires as many filters in a weight tile as there are examples in a block.
 */
final class WeightGradientOfDense {
    /** Weights of each filter that a work-item owns. */
    private static final int CHUNK = 256;
    private static final int ACCUMULATORS = 8;

    private final WeightGradientOperands o;
    private final Geometry g;
    private final int lanes;

    WeightGradientOfDense(WeightGradientOperands operands) {
        o = operands;
        g = operands.g;
        lanes = o.writer.layout().lanes();
        if (lanes != o.weights.tile()) {
            throw new IllegalStateException(
                    "weights in tiles of " + o.weights.tile() + ", examples in blocks of " + lanes);
        }
    }

    Lowered lower() {
        Code code = o.writer.code();
        Expr tile = o.writer.dimension("filter_tile", Math.ceilDiv(g.filters(), lanes));
        Expr chunk = o.writer.dimension("chunk", o.channels.stream().mapToInt(c -> Math.ceilDiv(c, CHUNK)).sum());
        Expr blocks = code.let(KernelType.INT, "blocks", new Blocks(o.writer, 1).count());
        int before = 0;
        for (int s = 0; s < o.images.size(); s++) {
            int segment = s;
            Tiles mine = new Tiles(before, Math.ceilDiv(o.channels.get(s), CHUNK), 1);
            Expr first = multiply(subtract(chunk, whole(before)), whole(CHUNK));
            if (o.images.size() == 1) {
                chunk(code, segment, tile, first, blocks);
            } else {
                code.when(mine.holds(chunk), then -> chunk(then, segment, tile, first, blocks));
            }
            before += mine.size();
        }
        return o.writer.done();
    }

    private void chunk(Code code, int s, Expr tile, Expr firstElement, Expr blocks) {
        Expr first = code.let(KernelType.INT, "first", firstElement);
        Expr size = code.let(KernelType.INT, "size", min(whole(CHUNK), subtract(whole(o.channels.get(s)), first)));
        Expr full = code.let(KernelType.INT, "full", multiply(divide(size, whole(ACCUMULATORS)), whole(ACCUMULATORS)));
        code.array(o.writer.vector(), "totals", CHUNK);
        code.array(KernelType.REAL, "turned", lanes * lanes);
        code.loop("i", whole(0), size, 1,
                (inner, i) -> inner.store("totals", i, new Expr.Convert(o.writer.vector(), real(0))));
        code.loop("block", whole(0), blocks, 1, (inner, block) -> {
            turn(inner, tile, block);
            inner.loop("k", whole(0), full, ACCUMULATORS, (at, k) -> accumulate(at, s, ACCUMULATORS, block, first, k));
            inner.loop("k", full, size, 1, (at, k) -> accumulate(at, s, 1, block, first, k));
        });
        code.let(KernelType.LONG, "tile_start",
                add(multiply(new Expr.Convert(KernelType.LONG, tile), whole(g.filterLength())),
                        add(first, whole(o.first(s)))));
        code.loop("i", whole(0), size, 1,
                (inner, i) -> inner.raw("vstore" + lanes + "(totals[i], tile_start + i, " + o.result + ");"));
    }

    /** The incoming gradient of the tile's filters, by example; zeros for filters that are not there. */
    private void turn(Code code, Expr tile, Expr block) {
        code.loop("f", lanes, (inFilter, f) -> {
            Expr filter = inFilter.let(KernelType.INT, "filter", add(multiply(tile, whole(lanes)), f));
            Expr known = min(filter, whole(g.filters() - 1L));
            Expr base = inFilter.let(KernelType.LONG, "incoming_filter",
                    multiply(Blocks.index(block, g.filters(), known), whole(lanes)));
            inFilter.loop("j", lanes, (inner, j) -> {
                Expr value = new Load(o.incoming, add(base, j));
                inner.store("turned", add(multiply(j, whole(lanes)), f), g.filters() % lanes == 0
                        ? value
                        : binary(Expr.Operator.MULTIPLY, value,
                                binary(Expr.Operator.LESS, filter, whole(g.filters()))));
            });
        });
    }

    private void accumulate(Code code, int s, int count, Expr block, Expr first, Expr k) {
        Name[] sums = new Name[count];
        for (int r = 0; r < count; r++) {
            sums[r] = code.variable(o.writer.vector(), "sum" + r, new Load("totals", add(k, whole(r))));
        }
        Expr base = code.let(KernelType.LONG, "image_element",
                multiply(Blocks.index(block, o.channels.get(s), add(first, k)), whole(lanes)));
        code.loop("j", lanes, (inner, j) -> {
            Expr incoming = inner.let(o.writer.vector(), "incoming_lane", call("vload" + lanes, j, new Name("turned")));
            for (int r = 0; r < count; r++) {
                Expr value = new Expr.Convert(o.writer.vector(),
                        new Load(o.images.get(s), add(base, add(j, whole((long) r * lanes)))));
                inner.assign(sums[r], call("fma", value, incoming, sums[r]));
            }
        });
        for (int r = 0; r < count; r++) {
            code.store("totals", add(k, whole(r)), sums[r]);
        }
    }
}
