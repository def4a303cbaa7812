/**
 * Nets as ONNX models that infer, with weights. Start at {@link dev.netc.interchange.onnx.writer.OnnxWriter}. What stands in columns
 * is computed once, on tensors in which the columns lie one behind the other along the channels: see
 * {@link dev.netc.interchange.onnx.writer.Flow}. Knows nothing of how ONNX is read.
 */
package dev.netc.interchange.onnx.writer;
