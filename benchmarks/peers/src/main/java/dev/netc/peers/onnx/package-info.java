/**
 * ONNX model files. Start at {@link dev.netc.peers.onnx.OnnxExport}. Knows the file format, and nothing that runs it.
 */
package dev.netc.peers.onnx;
