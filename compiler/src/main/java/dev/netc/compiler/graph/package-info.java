/**
 * The graph: typed values in single assignment, columns written out. Every pass from differentiation to placement is a
 * function from one {@code Graph} to the next. Knows nothing of the language and nothing of OpenCL.
 */
package dev.netc.compiler.graph;
