package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;
import static dev.netc.compiler.recipe.SmallBatchRecipe.FILTERS;
import static dev.netc.compiler.recipe.SmallBatchRecipe.VECTOR;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Argument;
import dev.netc.program.Size;
import dev.netc.program.Target;

/**
 * dense for a few examples: bound by the bytes of the weights, which are read once, in order, each work-item reading a tile of
 * filters for all examples. One example is summed in several parts, so that no sum waits for the one before.
 */
final class SmallBatchDense {
    /** Examples that read a weight together. */
    private static final int TOGETHER = 4;
    /** Parts of a sum: so many multiply-adds are under way at a time, of one example or of four. */
    private static final int UNDER_WAY = 8;
    /** The same where a multiply-add is two of the processor's. */
    private static final int UNDER_WAY_NARROW = 4;

    private final ContractionOperands operands;
    private final KernelWriter writer;
    private final Geometry g;
    private final int underWay;

    SmallBatchDense(ContractionOperands operands) {
        this.operands = operands;
        writer = operands.writer;
        g = operands.g;
        underWay = writer.layout().target() == Target.CPU_NARROW ? UNDER_WAY_NARROW : UNDER_WAY;
    }

    Lowered lower() {
        Code code = writer.code();
        Expr tile = writer.dimension("tile", Size.fixed(Math.ceilDiv(g.filters(), FILTERS)));
        Expr batch = writer.live(Argument.Scalar.BATCH);
        Expr together = code.let(KernelType.INT, "together",
                multiply(divide(batch, whole(TOGETHER)), whole(TOGETHER)));
        code.loop("example", whole(0), together, TOGETHER, (inner, first) -> {
            List<Expr> examples = new ArrayList<>();
            for (int e = 0; e < TOGETHER; e++) {
                examples.add(add(first, whole(e)));
            }
            tile(inner, tile, examples);
        });
        code.loop("example", together, batch, 1, (inner, example) -> tile(inner, tile, List.of(example)));
        return writer.done(true);
    }

    private void tile(Code code, Expr tile, List<Expr> examples) {
        Name[][] sums = new Name[examples.size()][underWay / examples.size()];
        for (int e = 0; e < sums.length; e++) {
            for (int p = 0; p < sums[e].length; p++) {
                sums[e][p] = code.variable(VECTOR, "sum" + e + "_" + p, real(0));
            }
        }
        int before = 0;
        for (int s = 0; s < operands.images.size(); s++) {
            segment(code, s, tile, before, examples, sums);
            before += operands.channels.get(s);
        }
        code.array(KernelType.REAL, "outputs", examples.size() * FILTERS);
        for (int e = 0; e < sums.length; e++) {
            Expr total = sums[e][0];
            for (int p = 1; p < sums[e].length; p++) {
                total = add(total, sums[e][p]);
            }
            code.storeVector(FILTERS, "outputs", whole(e), total);
        }
        store(code, tile, examples);
    }

    private void segment(Code code, int s, Expr tile, int before, List<Expr> examples, Name[][] sums) {
        int length = operands.channels.get(s);
        int parts = sums[0].length;
        int whole = length - length % parts;
        Expr weights = code.let(KernelType.LONG, "weights" + s, Blocks.index(tile, g.filterLength(), whole(before)));
        List<Expr> values = new ArrayList<>();
        for (int e = 0; e < examples.size(); e++) {
            values.add(code.let(KernelType.LONG, "values" + s + "_" + e,
                    Blocks.index(examples.get(e), length, whole(0))));
        }
        code.loop("k", whole(0), whole(whole), parts, (inner, k) -> {
            for (int p = 0; p < parts; p++) {
                multiplyAdd(inner, s, weights, values, add(k, whole(p)), p, sums);
            }
        });
        for (int p = 0; p < length % parts; p++) {
            multiplyAdd(code, s, weights, values, whole((long) whole + p), p, sums);
        }
    }

    private void multiplyAdd(Code code, int s, Expr weights, List<Expr> values, Expr k, int part, Name[][] sums) {
        Expr weight = new Load(operands.weight, add(weights, k));
        for (int e = 0; e < sums.length; e++) {
            Expr value = new Expr.Convert(VECTOR, new Load(operands.images.get(s), add(values.get(e), k)));
            code.assign(sums[e][part], call("fma", weight, value, sums[e][part]));
        }
    }

    private void store(Code code, Expr tile, List<Expr> examples) {
        Expr first = code.let(KernelType.INT, "filter", multiply(tile, whole(FILTERS)));
        for (int e = 0; e < examples.size(); e++) {
            Expr example = examples.get(e);
            int from = e * FILTERS;
            code.loop("f", whole(0), SmallBatchRecipe.filters(FILTERS, g.filters(), first), 1, (inner, f) -> {
                Expr filter = add(first, f);
                Expr sum = operands.biased(inner, new Load("outputs", add(f, whole(from))), filter, whole(0), whole(0),
                        "");
                operands.epilogue.finish(inner, sum, operands.place(example, filter, whole(0), whole(0)), "");
            });
        }
    }
}
