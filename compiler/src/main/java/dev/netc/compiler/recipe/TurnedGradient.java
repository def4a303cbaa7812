package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * The incoming gradient of one tile of filters, turned: lanes are the filters of a weight tile instead of examples, so that a
 * weight's gradient is summed over examples without adding lanes at the end. The image is read as broadcast numbers. Requires
 * as many filters in a weight tile as there are examples in a block. A few blocks are turned together, so that sums which wait in
 * memory are read and written once for all of them.
 */
final class TurnedGradient {
    /** Blocks that are turned together: four kilobytes of the first cache. */
    private static final int BLOCKS = 4;
    /** How many blocks there are. */
    private static final String ALL = "blocks";

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

    /**
     * Blocks that are turned together.
     *
     * @param first of them
     * @param count how many
     */
    record Together(Expr first, Expr count) {
        /** Whether there are none behind these. */
        Expr last() {
            return new Expr.Binary(Expr.Operator.EQUAL, add(first, count), new Name(ALL));
        }
    }

    /** Takes blocks. */
    interface EachTogether {
        void write(Code code, Together blocks);
    }

    /** A loop over all blocks, a few at a time; makes room for their turned numbers. */
    void blocks(Code code, EachTogether body) {
        Expr blocks = code.let(KernelType.INT, ALL, new Blocks(o.writer, 1).count());
        code.array(KernelType.REAL, "turned", BLOCKS * lanes * lanes);
        code.loop("block", whole(0), blocks, BLOCKS, (inner, block) -> body.write(inner, new Together(block,
                inner.let(KernelType.INT, "together", min(whole(BLOCKS), subtract(blocks, block))))));
    }

    /** Turns the tile's gradients at a position of the result, by example; zeros for filters that are not there. */
    void turn(Code code, Expr tile, Together blocks, Expr position) {
        code.loop("b", whole(0), blocks.count, 1,
                (inner, b) -> turn(inner, tile, add(blocks.first, b), multiply(b, whole(lanes)), position));
    }

    private void turn(Code code, Expr tile, Expr block, Expr firstLane, Expr position) {
        code.loop("f", lanes, (inFilter, f) -> {
            Expr filter = inFilter.let(KernelType.INT, "filter", add(multiply(tile, whole(lanes)), f));
            Expr known = min(filter, whole(g.filters() - 1L));
            Expr base = inFilter.let(KernelType.LONG, "incoming_filter", multiply(
                    Blocks.index(block, o.outElements(), add(multiply(known, whole(g.outPlane())), position)),
                    whole(lanes)));
            inFilter.loop("j", lanes, (inner, j) -> {
                Expr value = new Load(o.incoming, add(base, j));
                inner.store("turned", add(multiply(add(firstLane, j), whole(lanes)), f), g.filters() % lanes == 0
                        ? value
                        : binary(Expr.Operator.MULTIPLY, value,
                                binary(Expr.Operator.LESS, filter, whole(g.filters()))));
            });
        });
    }

    /**
     * Adds examples to {@code sums}: the product of each element of the image with the turned numbers.
     *
     * @param s segment of the image
     * @param blocks that were turned
     * @param element of the image, that of the first sum
     * @param stride from one's element to the next
     */
    void accumulate(Code code, Name[] sums, int s, Together blocks, Expr element, int stride) {
        code.loop("b", whole(0), blocks.count, 1, (inBlock, b) -> {
            Expr base = inBlock.let(KernelType.LONG, "image_element",
                    multiply(Blocks.index(add(blocks.first, b), o.elements(s), element), whole(lanes)));
            inBlock.loop("j", lanes, (inner, j) -> {
                Expr incoming = inner.let(o.writer.vector(), "incoming_lane",
                        call("vload" + lanes, add(multiply(b, whole(lanes)), j), new Name("turned")));
                for (int r = 0; r < sums.length; r++) {
                    Expr value = new Expr.Convert(o.writer.vector(),
                            new Load(o.images.get(s), add(base, add(j, whole((long) r * stride * lanes)))));
                    inner.assign(sums[r], call("fma", value, incoming, sums[r]));
                }
            });
        });
    }
}
