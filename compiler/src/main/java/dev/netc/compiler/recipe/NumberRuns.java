package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;

/**
 * All numbers of a parameter, in whatever order they lie: a work-item owns a run of them, or one.
 *
 * @param type of what is read at once: a vector where the numbers divide
 * @param count how many of those
 */
record NumberRuns(KernelWriter writer, KernelType type, long count) {
    private static final int RUN = 64;

    static NumberRuns of(Type parameter, KernelWriter writer) {
        Layout layout = writer.layout();
        long tile = layout.tile(parameter);
        long numbers = Math.ceilDiv((long) parameter.rows(), tile) * tile * parameter.elementsOfRow();
        int width = numbers % layout.lanes() == 0 ? layout.lanes() : 1;
        return new NumberRuns(writer, KernelType.real(width), numbers / width);
    }

    /** A pointer to a parameter of this type. */
    String pointer(Value value, String parameter, boolean written) {
        return writer.pointer(value.name(), parameter, type, written);
    }

    /** The launch over all of them. */
    Lowered each(Code.Loop body) {
        int run = writer.layout().coarse() ? RUN : 1;
        Expr part = writer.dimension("part", Math.ceilDiv(count, (long) run));
        Code code = writer.code();
        Expr first = code.let(KernelType.INT, "first", multiply(part, whole(run)));
        code.loop("i", first, min(whole(count), add(first, whole(run))), 1, body);
        return writer.done();
    }

    /** The parts of a sum at {@code index}, in their order. */
    static Expr sum(java.util.List<String> parts, Expr index) {
        Expr sum = new Expr.Load(parts.getFirst(), index);
        for (String part : parts.subList(1, parts.size())) {
            sum = add(sum, new Expr.Load(part, index));
        }
        return sum;
    }
}
