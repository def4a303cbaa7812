/**
 * A small structured kernel language (loops, vectors of examples, loads, stores) with a simplifier and one OpenCL C
 * printer. Start at {@link dev.netc.compiler.kernel.KernelFunction}. Knows nothing of networks.
 */
package dev.netc.compiler.kernel;
