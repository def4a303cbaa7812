/** Shapes of one example and the arithmetic of windows over them. Start at {@link dev.netc.compiler.shape.Shape}. */
package dev.netc.compiler.shape;
