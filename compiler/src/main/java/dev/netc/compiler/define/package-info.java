/**
 * What the language's operators are told and what shapes they give: one class an operator, its signature and its shape
 * rule, all of them in {@link dev.netc.compiler.define.OperatorDefinitions}. Knows nothing of names and expressions; what
 * an operator computes stands in {@code operator}.
 */
package dev.netc.compiler.define;
