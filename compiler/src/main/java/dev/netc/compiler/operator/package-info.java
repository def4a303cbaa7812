/**
 * The operators: what each computes, its gradient as graph, its reference in plain loops and how it becomes kernels.
 * Start at {@link dev.netc.compiler.operator.Conv}. Knows nothing of the language's syntax.
 */
package dev.netc.compiler.operator;
