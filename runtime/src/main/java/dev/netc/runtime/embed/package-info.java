/**
 * What a net's generated class stands on: the program and the weights that lie beside it, calls with plain arrays and buffers,
 * threads that take turns. Start at {@link dev.netc.runtime.embed.EmbeddedNet}. It is for that class, and of use to whoever writes
 * one by hand.
 */
package dev.netc.runtime.embed;
