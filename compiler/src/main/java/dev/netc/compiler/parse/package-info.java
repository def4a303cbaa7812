/**
 * From text to tree: {@link dev.netc.compiler.parse.Parse} runs the generated parser, tells its complaints as problems and
 * builds the records of {@code ast}. Knows nothing of what names mean.
 */
package dev.netc.compiler.parse;
