/**
 * Pointwise functions as scalar expressions: what {@code fn} bodies become, with symbolic derivatives, an evaluator and
 * a text form that parses back. Start at {@link dev.netc.compiler.scalar.Scalar}.
 */
package dev.netc.compiler.scalar;
