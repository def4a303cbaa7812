/**
 * From placed graphs to a {@link dev.netc.program.Program}: steps, buffers with their lives, kernels each once. Start at
 * {@link dev.netc.compiler.assemble.AssembleVariant}.
 */
package dev.netc.compiler.assemble;
