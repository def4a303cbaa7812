/** What is told of a net without compiling it: its layers with what they cost. Start at {@link dev.netc.compiler.report.LayerTable}. */
package dev.netc.compiler.report;
