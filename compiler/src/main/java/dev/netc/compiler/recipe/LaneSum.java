package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;

import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Expr;
import dev.netc.program.Precision;

/** The sum over lanes, always in the same order: halves are added until one number is left. */
final class LaneSum {
    private LaneSum() {}

    static Expr of(KernelWriter writer, Expr vector) {
        return of(writer, writer.layout().lanes(), vector);
    }

    /** The sum over a vector of lanes that lies in parts of the same size: the first lanes, the next ones, and so on. */
    static Expr of(KernelWriter writer, List<Expr> parts) {
        List<Expr> halves = parts;
        while (halves.size() > 1) {
            List<Expr> low = halves.subList(0, halves.size() / 2);
            List<Expr> high = halves.subList(halves.size() / 2, halves.size());
            halves = IntStream.range(0, low.size()).mapToObj(i -> add(low.get(i), high.get(i))).toList();
        }
        return of(writer, writer.layout().lanes() / parts.size(), halves.getFirst());
    }

    private static String real(KernelWriter writer) {
        return writer.layout().precision() == Precision.F32 ? "float" : "double";
    }

    private static Expr of(KernelWriter writer, int lanes, Expr vector) {
        if (lanes == 1) {
            return vector;
        }
        String real = real(writer);
        StringBuilder text = new StringBuilder(
                "static " + real + " lane_sum(" + real + lanes + " v" + lanes + ")\n{\n");
        int width = lanes;
        for (; width > 2; width /= 2) {
            text.append("    const ").append(real).append(width / 2).append(" v").append(width / 2).append(" = v")
                    .append(width).append(".lo + v").append(width).append(".hi;\n");
        }
        writer.define(text.append("    return v2.lo + v2.hi;\n}\n").toString());
        return call("lane_sum", vector);
    }
}
