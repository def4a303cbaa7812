/**
 * The way from a typed net to a graph that is ready for kernels: build, differentiate, update, simplify, fuse, place. Each
 * pass is a pure function from one graph to the next; {@link dev.netc.compiler.Compiler} says the order and why.
 */
package dev.netc.compiler.pass;
