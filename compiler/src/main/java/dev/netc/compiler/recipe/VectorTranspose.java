package dev.netc.compiler.recipe;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Precision;

/** A function that turns as many vectors as they have lanes: what was lane j of vector i becomes lane i of vector j. */
final class VectorTranspose {
    private static final int QUAD = 4;

    private VectorTranspose() {}

    /**
     * The function's name. It takes the vectors, where the first of those that it makes goes, and how far the next is from it. Four
     * lanes are turned at a time, which a processor does without leaving a half of a register.
     *
     * @param type vectors of four, eight or sixteen lanes
     */
    static String define(KernelWriter writer, KernelType type) {
        int lanes = type.lanes();
        if (lanes % QUAD != 0) {
            throw new IllegalArgumentException("vectors of " + lanes + " lanes");
        }
        String real = writer.layout().precision() == Precision.F32 ? "float" : "double";
        String vector = real + lanes;
        StringBuilder text = new StringBuilder("static void turn(");
        IntStream.range(0, lanes)
                .forEach(i -> text.append("const ").append(vector).append(" v").append(i).append(", "));
        text.append(vector).append(" *into, const int step)\n{\n");
        for (int i = 0; i < lanes; i += QUAD) {
            for (int pair = i; pair < i + QUAD; pair += 2) {
                for (int half = 0; half < 2; half++) {
                    declare(text, vector, "p" + (pair + half), lanes, "v" + pair, "v" + (pair + 1),
                            2 * half, new int[]{0, 1, 0, 1}, new int[]{0, 0, 1, 1});
                }
            }
            for (int half = 0; half < 2; half++) {
                for (int lane = 0; lane < 2; lane++) {
                    declare(text, vector, "q" + (i + 2 * half + lane), lanes, "p" + (i + half), "p" + (i + 2 + half),
                            2 * lane, new int[]{0, 0, 1, 1}, new int[]{0, 1, 0, 1});
                }
            }
        }
        for (int quad = 0; quad < lanes / QUAD; quad++) {
            for (int lane = 0; lane < QUAD; lane++) {
                int from = quad * QUAD;
                int of = lane;
                text.append("    into[").append(from + lane).append(" * step] = (").append(vector).append(")(")
                        .append(IntStream.range(0, lanes / QUAD)
                                .mapToObj(i -> "q" + (i * QUAD + of) + (lanes == QUAD ? "" : lanes(from)))
                                .collect(Collectors.joining(", ")))
                        .append(");\n");
            }
        }
        writer.define(text.append("}\n").toString());
        return "turn";
    }

    /** Four neighbouring lanes. */
    private static String lanes(int first) {
        return ".s" + IntStream.range(first, first + QUAD).mapToObj(Integer::toHexString).collect(Collectors.joining());
    }

    /** A vector each four lanes of which are four of two others: from {@code first} on, so many lanes further, of the first or of the second. */
    private static void declare(StringBuilder text, String vector, String name, int lanes, String a, String b,
            int first, int[] which, int[] further) {
        String[] of = {a, b};
        text.append("    const ").append(vector).append(' ').append(name).append(" = (").append(vector).append(")(")
                .append(IntStream.range(0, lanes).mapToObj(lane -> {
                    int own = lane % QUAD;
                    return of[which[own]] + ".s"
                            + Integer.toHexString(lane - own + first + further[own]);
                }).collect(Collectors.joining(", "))).append(");\n");
    }
}
