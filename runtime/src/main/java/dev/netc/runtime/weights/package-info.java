/**
 * Weight files: tensors by name, in the safetensors format or numpy's {@code .npz}, and whether they fit a program. Start at
 * {@link dev.netc.runtime.weights.TensorFile} for files of either kind, at {@link dev.netc.runtime.weights.Safetensors} to write, at
 * {@link dev.netc.runtime.weights.Weights} for fitting, and at {@link dev.netc.runtime.weights.StartingWeights} for what a training may
 * start from. Knows nothing of devices.
 */
package dev.netc.runtime.weights;
