/**
 * Running a graph without a device: {@link dev.netc.compiler.reference.Interpreter} calls every operator's reference in
 * plain loops, in double. Slow and right: what passes and kernels are held against.
 */
package dev.netc.compiler.reference;
