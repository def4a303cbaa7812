/**
 * The rules that make one kernel of several nodes, each a verb that returns maybe; {@link dev.netc.compiler.fuse.Fuse}
 * lists them with the reason for their order.
 */
package dev.netc.compiler.fuse;
