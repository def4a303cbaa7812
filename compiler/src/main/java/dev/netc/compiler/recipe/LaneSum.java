package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.call;

import dev.netc.compiler.kernel.Expr;
import dev.netc.program.Precision;

/** The sum over lanes, always in the same order: halves are added until one number is left. */
final class LaneSum {
    private LaneSum() {}

    static Expr of(KernelWriter writer, Expr vector) {
        int lanes = writer.layout().lanes();
        if (lanes == 1) {
            return vector;
        }
        String real = writer.layout().precision() == Precision.F32 ? "float" : "double";
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
