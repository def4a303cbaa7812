package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;

import java.util.List;

import dev.netc.compiler.graph.Type;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.program.Element;
import dev.netc.program.Precision;

/**
 * A store past the caches, for results so large that those of a batch are not there any more when they are read: a processor need not fetch
 * first what is written whole. A compiler that has no such store is given a plain one.
 */
final class StreamingStore {
    /** Of a result, for one block of examples. Where a batch is one block, nothing was seen to be won or lost. */
    private static final long LEAST_BYTES = 1_000_000;

    private StreamingStore() {}

    /** Whether a result of that type is so large. */
    static boolean pays(Layout layout, Type type) {
        return layout.coarse() && type.batched() && type.element() == Element.REAL
                && type.shape().elements() * layout.lanes() * type.element().bytes(layout.precision()) >= LEAST_BYTES;
    }

    /** Stores a vector of the layout's lanes in a result of that type, past the caches where that pays. */
    static void write(KernelWriter writer, Code code, Type type, String pointer, Expr index, Expr value) {
        if (!pays(writer.layout(), type)) {
            code.store(pointer, index, value);
            return;
        }
        String vector = (writer.layout().precision() == Precision.F32 ? "float" : "double") + writer.layout().lanes();
        writer.define("""
                #if defined(__has_builtin)
                #if __has_builtin(__builtin_nontemporal_store)
                #define PAST_CACHES
                #endif
                #endif
                static void store_past_caches(global VECTOR *to, const VECTOR value)
                {
                #ifdef PAST_CACHES
                    __builtin_nontemporal_store(value, to);
                #else
                    *to = value;
                #endif
                }
                """.replace("VECTOR", vector));
        code.invoke(new Expr.Call("store_past_caches", List.of(add(new Name(pointer), index), value)));
    }
}
