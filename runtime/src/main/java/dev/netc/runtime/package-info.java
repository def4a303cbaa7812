/**
 * Runs a {@code Program} on OpenCL devices. Start at {@link dev.netc.runtime.Model}: a program on its devices, with its
 * parameters. What is beneath has rooms of its own: {@code execution}, {@code opencl}; what is above too: {@code training},
 * {@code data}, {@code weights}. Knows nothing of the compiler; this is the jar that users embed.
 */
package dev.netc.runtime;
