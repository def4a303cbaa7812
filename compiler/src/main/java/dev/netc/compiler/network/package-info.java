/**
 * The typed net that analysis makes of a model file: names resolved, blocks unrolled, shapes known, columns still said
 * once. The next stage, the graph, writes each column out. Start at {@link dev.netc.compiler.network.Network}.
 */
package dev.netc.compiler.network;
