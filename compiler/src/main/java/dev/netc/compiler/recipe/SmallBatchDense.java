package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
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
 * filters for all examples. A run of weights stays in a first cache while groups of examples read it, and sums wait in private
 * memory from run to run. One example is summed in several parts, so that no sum waits for the one before.
 */
final class SmallBatchDense {
    /** Examples that read a weight together. */
    private static final int TOGETHER = 4;
    /** Parts of a sum: so many multiply-adds are under way at a time, of one example or of four. */
    private static final int UNDER_WAY = 8;
    /** The same where a multiply-add is two of the processor's. */
    private static final int UNDER_WAY_NARROW = 4;
    /** Weights of a filter in a run: half of a first cache for the tile's. */
    private static final int RUN = 256;
    /** Weights of a turn of the inner loop: all groups of a full batch together ask for a run while they multiply the one before. */
    private static final int TURN = Layout.SMALL_BATCH / TOGETHER;

    private static final String SUMS = "sums";
    private static final String OUTPUTS = "outputs";

    private final ContractionOperands operands;
    private final KernelWriter writer;
    private final Geometry g;
    private final int underWay;

    /**
     * Examples that read weights together.
     *
     * @param count how many
     * @param parts of each one's sum
     * @param turn weights of a turn of the inner loop
     */
    private record Group(int count, int parts, int turn) {}

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
        Group four = new Group(TOGETHER, underWay / TOGETHER, TURN);
        Group one = new Group(1, underWay, underWay);
        code.array(KernelType.REAL, SUMS, Layout.SMALL_BATCH * underWay * FILTERS);
        code.array(KernelType.REAL, OUTPUTS, FILTERS);
        code.loop("i", whole(0), multiply(batch, whole(underWay)), 1,
                (inner, i) -> inner.storeVector(FILTERS, SUMS, i, new Expr.Convert(VECTOR, real(0))));
        int before = 0;
        for (int s = 0; s < operands.images.size(); s++) {
            Segment segment = new Segment(s, operands.channels.get(s),
                    Blocks.index(tile, g.filterLength(), whole(before)));
            code.loop("run", whole(0), whole(segment.length), RUN, (inRun, run) -> {
                each(inRun, whole(0), together, four, (inner, example) -> run(inner, segment, run, example, four));
                each(inRun, together, batch, one, (inner, example) -> run(inner, segment, run, example, one));
            });
            if (segment.length % four.turn != 0) {
                each(code, whole(0), together, four, (inner, example) -> rest(inner, segment, example, four));
            }
            if (segment.length % one.turn != 0) {
                each(code, together, batch, one, (inner, example) -> rest(inner, segment, example, one));
            }
            before += segment.length;
        }
        code.loop("example", whole(0), together, 1, (inner, example) -> store(inner, tile, example, four.parts));
        code.loop("example", together, batch, 1, (inner, example) -> store(inner, tile, example, one.parts));
        return writer.done(true);
    }

    /** A segment of the image, its elements, and where the tile's weights for it begin. */
    private record Segment(int number, int length, Expr weights) {}

    private static void each(Code code, Expr from, Expr to, Group group, Code.Loop body) {
        code.loop("example", from, to, group.count, body);
    }

    /** A run of weights, in whole turns. */
    private void run(Code code, Segment segment, Expr run, Expr example, Group group) {
        int turns = segment.length - segment.length % group.turn;
        Expr end = segment.length % RUN == 0 ? add(run, whole(RUN)) : min(add(run, whole(RUN)), whole(turns));
        sum(code, segment, example, group, (sums, weights, values) -> {
            if (group.count == TOGETHER) {
                code.let(KernelType.LONG, "next", add(weights, add(add(run, whole(RUN)),
                        multiply(divide(example, whole(TOGETHER)), whole(RUN / TURN)))));
            }
            code.loop("k", run, end, group.turn, (inner, k) -> {
                if (group.count == TOGETHER) {
                    Fetch.askFor(writer, inner, operands.weight,
                            add(new Name("next"), divide(subtract(k, run), whole(TURN))));
                }
                for (int i = 0; i < group.turn; i++) {
                    multiplyAdd(inner, segment, weights, values, add(k, whole(i)), i % group.parts, sums);
                }
            });
        });
    }

    /** What is left behind the last whole turn. */
    private void rest(Code code, Segment segment, Expr example, Group group) {
        int rest = segment.length % group.turn;
        sum(code, segment, example, group, (sums, weights, values) -> {
            for (int i = 0; i < rest; i++) {
                multiplyAdd(code, segment, weights, values, whole((long) segment.length - rest + i), i % group.parts,
                        sums);
            }
        });
    }

    /** Adds to sums, given where the tile's weights and each example's values begin. */
    private interface Summing {
        void write(Name[][] sums, Expr weights, List<Expr> values);
    }

    /** Takes the sums of a group of examples, from {@code example} on, from private memory, and puts them back. */
    private void sum(Code code, Segment segment, Expr example, Group group, Summing body) {
        Name[][] sums = new Name[group.count][group.parts];
        List<Expr> values = new ArrayList<>();
        for (int e = 0; e < group.count; e++) {
            for (int p = 0; p < group.parts; p++) {
                sums[e][p] = code.variable(VECTOR, "sum" + e + "_" + p, held(add(example, whole(e)), p));
            }
            values.add(code.let(KernelType.LONG, "values" + e,
                    Blocks.index(add(example, whole(e)), segment.length, whole(0))));
        }
        body.write(sums, code.let(KernelType.LONG, "weights", segment.weights), values);
        for (int e = 0; e < group.count; e++) {
            for (int p = 0; p < group.parts; p++) {
                code.storeVector(FILTERS, SUMS, place(add(example, whole(e)), p), sums[e][p]);
            }
        }
    }

    private Expr held(Expr example, int part) {
        return call("vload" + FILTERS, place(example, part), new Name(SUMS));
    }

    private Expr place(Expr example, int part) {
        return add(multiply(example, whole(underWay)), whole(part));
    }

    private void multiplyAdd(Code code, Segment segment, Expr weights, List<Expr> values, Expr k, int part,
            Name[][] sums) {
        Expr weight = new Load(operands.weight, add(weights, k));
        for (int e = 0; e < sums.length; e++) {
            Expr value = new Expr.Convert(VECTOR, new Load(operands.images.get(segment.number), add(values.get(e), k)));
            code.assign(sums[e][part], call("fma", weight, value, sums[e][part]));
        }
    }

    /** Adds the parts of an example's sums, and finishes them. */
    private void store(Code code, Expr tile, Expr example, int parts) {
        Expr total = held(example, 0);
        for (int p = 1; p < parts; p++) {
            total = add(total, held(example, p));
        }
        code.storeVector(FILTERS, OUTPUTS, whole(0), total);
        Expr first = code.let(KernelType.INT, "filter", multiply(tile, whole(FILTERS)));
        code.loop("f", whole(0), SmallBatchRecipe.filters(FILTERS, g.filters(), first), 1, (inner, f) -> {
            Expr filter = add(first, f);
            Expr sum = operands.biased(inner, new Load(OUTPUTS, f), filter, whole(0), whole(0), "");
            operands.epilogue.finish(inner, sum, operands.place(example, filter, whole(0), whole(0)), "");
        });
    }
}
