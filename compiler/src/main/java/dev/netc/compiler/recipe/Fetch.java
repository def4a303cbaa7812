package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Name;

/**
 * Has memory fetched into the cache while something else is computed. PoCL's {@code prefetch()} does nothing, its compiler's does;
 * on other drivers nothing is fetched.
 */
final class Fetch {
    private static final String FUNCTION = """
            static void ask_for(global const void *p)
            {
            #ifdef POCL_DEVICE_ADDRESS_BITS
                __builtin_prefetch((const void *)(ulong)(p));
            #endif
            }
            """;

    private Fetch() {}

    /** Asks for what {@code pointer[index]} is in. */
    static void askFor(KernelWriter writer, Code code, String pointer, Expr index) {
        writer.define(FUNCTION);
        code.invoke(call("ask_for", add(new Name(pointer), index)));
    }
}
