/**
 * ONNX in: a model file becomes a draft in the language. Start at {@link dev.netc.interchange.onnx.reader.OnnxReader};
 * {@link dev.netc.interchange.onnx.reader.Translation} goes through the nodes, and {@link dev.netc.interchange.onnx.reader.Operators}
 * lists what each operator becomes. Knows nothing of Caffe.
 */
package dev.netc.interchange.onnx.reader;
