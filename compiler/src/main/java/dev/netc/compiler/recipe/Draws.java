package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.HashMap;
import java.util.Map;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.program.Argument;
import dev.netc.program.Philox;
import dev.netc.program.Precision;

/** Random draws in a kernel: {@link Philox} over lanes, counted by example, element, step and stream. */
final class Draws {
    private final KernelWriter writer;
    private final Map<Integer, Expr> streams = new HashMap<>();

    Draws(KernelWriter writer) {
        this.writer = writer;
    }

    /** Makes the parameter for the stream, so that the kernels of two columns are the same text. */
    void declare(Scalar.Keep keep) {
        streams.computeIfAbsent(keep.stream(),
                s -> writer.number("stream" + (streams.isEmpty() ? "" : streams.size()), s));
        writer.live(Argument.Scalar.FIRST_EXAMPLE);
        writer.live(Argument.Scalar.STEP);
        writer.live(Argument.Scalar.SEED_LOW);
        writer.live(Argument.Scalar.SEED_HIGH);
    }

    /** 1 where the element is kept, else 0. */
    Expr keep(Scalar.Keep keep, Expr block, Expr element) {
        writer.define(text(writer.layout().lanes(), writer.layout().precision()));
        long threshold = Integer.toUnsignedLong(Philox.threshold(keep.drop()));
        return call("keep", block, writer.live(Argument.Scalar.FIRST_EXAMPLE), element,
                writer.live(Argument.Scalar.STEP),
                streams.get(keep.stream()),
                writer.live(Argument.Scalar.SEED_LOW), writer.live(Argument.Scalar.SEED_HIGH), whole(threshold));
    }

    private static String text(int lanes, Precision precision) {
        String real = (precision == Precision.F32 ? "float" : "double") + (lanes == 1 ? "" : lanes);
        String word = "uint" + (lanes == 1 ? "" : lanes);
        String numbers = lanes == 1
                ? "0"
                : java.util.stream.IntStream.range(0, lanes).mapToObj(String::valueOf)
                        .collect(java.util.stream.Collectors.joining(", "));
        String result = lanes == 1 ? "c0 >= threshold ? 1 : 0" : "-convert_" + real + "(c0 >= threshold)";
        return """
                // 1 with the probability that a draw is not below the threshold, else 0.
                // Philox4x32-10: Salmon, Moraes, Dror, Shaw, SC 2011.
                static REAL keep(uint block, uint first, uint element, uint step, uint stream, uint key0, uint key1, uint threshold)
                {
                    WORD c0 = (WORD)(NUMBERS) + (first + block * LANES), c1 = (WORD)(element), c2 = (WORD)(step), c3 = (WORD)(stream);
                    for (int round = 0; round < 10; ++round) {
                        const WORD high0 = mul_hi((WORD)(0xD2511F53u), c0), low0 = 0xD2511F53u * c0;
                        const WORD high1 = mul_hi((WORD)(0xCD9E8D57u), c2), low1 = 0xCD9E8D57u * c2;
                        c0 = high1 ^ c1 ^ key0;
                        c1 = low1;
                        c2 = high0 ^ c3 ^ key1;
                        c3 = low0;
                        key0 += 0x9E3779B9u;
                        key1 += 0xBB67AE85u;
                    }
                    return RESULT;
                }
                """
                .replace("REAL", real).replace("WORD", word).replace("NUMBERS", numbers)
                .replace("LANES", lanes + "u").replace("RESULT", result);
    }
}
