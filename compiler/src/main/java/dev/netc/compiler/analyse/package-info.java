/**
 * From tree to typed net: names resolved, numbers computed, blocks unrolled, shapes known, the rules of columns held, and
 * every problem told. Start at {@link dev.netc.compiler.analyse.Frontend}. Knows nothing of what becomes of the net.
 */
package dev.netc.compiler.analyse;
