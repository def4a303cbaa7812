/**
 * Running a graph without a device: {@link dev.netc.compiler.reference.Interpreter} calls every operator's reference in
 * plain loops, in double. Slow and right: what passes and kernels are held against. {@link
 * dev.netc.compiler.reference.GradientProof} holds a whole net's gradients against finite differences by it.
 */
package dev.netc.compiler.reference;
