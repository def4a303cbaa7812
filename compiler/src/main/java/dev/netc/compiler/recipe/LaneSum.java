package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
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

    /** The sum over the lanes of a vector of another type. */
    static Expr of(KernelWriter writer, KernelType type, Expr vector) {
        return of(writer, type.lanes(), vector);
    }

    /** The sums over the lanes of four vectors, side by side; each is added as if alone. */
    static Expr ofFour(KernelWriter writer, KernelType type, List<? extends Expr> vectors) {
        String real = real(writer);
        int lanes = type.lanes();
        StringBuilder text = new StringBuilder("static " + real + "4 lane_sums(");
        text.append(Stream.of("a", "b", "c", "d").map(v -> real + lanes + " " + v + lanes)
                .collect(Collectors.joining(", "))).append(")\n{\n");
        for (int width = lanes; width > 4; width /= 2) {
            for (String v : List.of("a", "b", "c", "d")) {
                text.append("    const ").append(real).append(width / 2).append(' ').append(v).append(width / 2)
                        .append(" = ").append(v).append(width).append(".lo + ").append(v).append(width)
                        .append(".hi;\n");
            }
        }
        String of4 = real + "4";
        text.append("    const ").append(of4).append(" ab = (").append(of4).append(")(a4.s0, b4.s0, a4.s1, b4.s1) + (")
                .append(of4).append(")(a4.s2, b4.s2, a4.s3, b4.s3);\n");
        text.append("    const ").append(of4).append(" cd = (").append(of4).append(")(c4.s0, d4.s0, c4.s1, d4.s1) + (")
                .append(of4).append(")(c4.s2, d4.s2, c4.s3, d4.s3);\n");
        text.append("    return (").append(of4).append(")(ab.lo, cd.lo) + (").append(of4)
                .append(")(ab.hi, cd.hi);\n}\n");
        writer.define(text.toString());
        return new Expr.Call("lane_sums", List.copyOf(vectors));
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
