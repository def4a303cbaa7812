/**
 * What the language's operators are told and what shapes they give: one class an operator, its signature, its description
 * and its shape rule, all of them in {@link dev.netc.compiler.define.OperatorDefinitions}. What is told of every word,
 * functions and settings too, is in {@link dev.netc.compiler.define.Vocabulary}. Knows nothing of names and expressions;
 * what an operator computes stands in {@code operator}.
 */
package dev.netc.compiler.define;
