package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * The incoming gradient of one tile of filters, turned: lanes are the filters of a weight tile instead of examples, so that a
 * weight's gradient is summed over examples without adding lanes at the end. The image is read as broadcast numbers. Requires
 * as many filters in a weight tile as there are examples in a block.
 */
final class TurnedGradient {
    private final WeightGradientOperands o;
    private final Geometry g;
    private final int lanes;

    TurnedGradient(WeightGradientOperands operands) {
        o = operands;
        g = operands.g;
        lanes = o.writer.layout().lanes();
        if (lanes != o.weights.tile()) {
            throw new IllegalStateException(
                    "weights in tiles of " + o.weights.tile() + ", examples in blocks of " + lanes);
        }
    }

    /** Filters of a tile. */
    int lanes() {
        return lanes;
    }

    /** Makes room for the turned numbers of a block. */
    void declare(Code code) {
        code.array(KernelType.REAL, "turned", lanes * lanes);
    }

    /** Turns the tile's gradients at a position of the result, by example; zeros for filters that are not there. */
    void turn(Code code, Expr tile, Expr block, Expr position) {
        code.loop("f", lanes, (inFilter, f) -> {
            Expr filter = inFilter.let(KernelType.INT, "filter", add(multiply(tile, whole(lanes)), f));
            Expr known = min(filter, whole(g.filters() - 1L));
            Expr base = inFilter.let(KernelType.LONG, "incoming_filter", multiply(
                    Blocks.index(block, o.outElements(), add(multiply(known, whole(g.outPlane())), position)),
                    whole(lanes)));
            inFilter.loop("j", lanes, (inner, j) -> {
                Expr value = new Load(o.incoming, add(base, j));
                inner.store("turned", add(multiply(j, whole(lanes)), f), g.filters() % lanes == 0
                        ? value
                        : binary(Expr.Operator.MULTIPLY, value,
                                binary(Expr.Operator.LESS, filter, whole(g.filters()))));
            });
        });
    }

    /**
     * Adds a block's examples to {@code sums}: that of each element of the image with the turned numbers.
     *
     * @param base where the first one's element lies, counted in single numbers
     * @param stride from one's element to the next, in elements of the image
     */
    void accumulate(Code code, Name[] sums, String image, Expr base, int stride) {
        code.loop("j", lanes, (inner, j) -> {
            Expr incoming = inner.let(o.writer.vector(), "incoming_lane", call("vload" + lanes, j, new Name("turned")));
            for (int r = 0; r < sums.length; r++) {
                Expr value = new Expr.Convert(o.writer.vector(),
                        new Load(image, add(base, add(j, whole((long) r * stride * lanes)))));
                inner.assign(sums[r], call("fma", value, incoming, sums[r]));
            }
        });
    }
}
