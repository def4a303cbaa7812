/**
 * Caffe in: a prototxt and its caffemodel become a draft in the language. Start at
 * {@link dev.netc.interchange.caffe.CaffeReader}; {@link dev.netc.interchange.caffe.CaffeNet} goes through the layers. Knows nothing
 * of ONNX.
 */
package dev.netc.interchange.caffe;
