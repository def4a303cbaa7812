/**
 * The contract between compiler and runtime: a {@link dev.netc.program.Program} and the plain records it is made of,
 * with their JSON form ({@link dev.netc.program.ProgramJson}). Start at {@code Program}. Knows nothing of either side.
 */
package dev.netc.program;
