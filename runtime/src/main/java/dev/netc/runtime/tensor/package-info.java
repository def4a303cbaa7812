/**
 * Values on the host: {@link dev.netc.runtime.tensor.Tensor}, a type, a shape and bytes in row-major order. Knows nothing of
 * devices and of files.
 */
package dev.netc.runtime.tensor;
