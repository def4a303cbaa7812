/**
 * The graph's text form: {@link dev.netc.compiler.graph.text.GraphPrinter} writes it (it is what {@code --dump} leaves),
 * {@link dev.netc.compiler.graph.text.GraphParser} reads it back, so that any stage can start from a file. Knows every
 * operator by its record alone.
 */
package dev.netc.compiler.graph.text;
