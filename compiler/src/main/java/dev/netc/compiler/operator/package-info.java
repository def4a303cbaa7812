/**
 * The operators: what each computes, its gradient as graph, its reference in plain loops. Start at
 * {@link dev.netc.compiler.operator.Conv}. Knows nothing of the language's syntax, which is {@code define}'s, and nothing of
 * kernels, which are {@code recipe}'s.
 */
package dev.netc.compiler.operator;
