package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.program.Argument;
import dev.netc.program.Precision;

/**
 * Which examples of a block belong to the batch: the others fill up the last block, or are all that a part of the batch has,
 * and must reach nothing.
 */
final class Examples {
    private Examples() {}

    /** {@code inside} in the lanes of examples of the batch, else {@code beyond}; both vectors of lanes. */
    static Expr within(KernelWriter writer, Expr block, Expr inside, Expr beyond) {
        return new Choose(Expr.Operator.LESS, numbers(writer, block),
                new Expr.Convert(writer.vector(), counted(writer)), inside, beyond);
    }

    /** How many of the examples that are computed belong to the batch: all, or none. */
    static Expr counted(KernelWriter writer) {
        return min(writer.live(Argument.Scalar.BATCH),
                subtract(writer.live(Argument.Scalar.EXAMPLES), writer.live(Argument.Scalar.FIRST_EXAMPLE)));
    }

    private static Expr numbers(KernelWriter writer, Expr block) {
        int lanes = writer.layout().lanes();
        if (lanes == 1) {
            return new Expr.Convert(writer.vector(), block);
        }
        Expr first = new Expr.Convert(writer.vector(), multiply(block, whole(lanes)));
        String real = writer.layout().precision() == Precision.F32 ? "float" : "double";
        writer.define("static " + real + lanes + " lane_numbers(void)\n{\n    return (" + real + lanes + ")("
                + IntStream.range(0, lanes).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                + ");\n}\n");
        return add(first, call("lane_numbers"));
    }
}
