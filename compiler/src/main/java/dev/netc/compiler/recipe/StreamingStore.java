package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;

import java.util.List;

import dev.netc.compiler.graph.Type;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.program.Precision;

/**
 * A store past the caches, for results so large that they are not there any more when they are read: a processor need not fetch first what
 * is written whole. A compiler that has no such store is given a plain one.
 */
final class StreamingStore {
    /** A result of one block of examples: a batch has many. */
    private static final long LEAST_BYTES = 1_000_000;

    private StreamingStore() {}

    /** Whether a result of that type is so large. */
    static boolean pays(Layout layout, Type type) {
        return layout.coarse() && type.batched()
                && type.shape().elements() * layout.lanes() * type.element().bytes(layout.precision()) >= LEAST_BYTES;
    }

    /** Stores a vector of the layout's lanes. */
    static void write(KernelWriter writer, Code code, String pointer, Expr index, Expr value) {
        String vector = (writer.layout().precision() == Precision.F32 ? "float" : "double") + writer.layout().lanes();
        writer.define("""
                #if defined(__has_builtin)
                #if __has_builtin(__builtin_nontemporal_store)
                #define PAST_CACHES
                #endif
                #endif
                static void stream(global VECTOR *to, const VECTOR value)
                {
                #ifdef PAST_CACHES
                    __builtin_nontemporal_store(value, to);
                #else
                    *to = value;
                #endif
                }
                """.replace("VECTOR", vector));
        code.invoke(new Expr.Call("stream", List.of(add(new Name(pointer), index), value)));
    }
}
