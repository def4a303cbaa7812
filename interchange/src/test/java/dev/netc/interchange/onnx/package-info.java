/** ONNX Runtime, which what is read and written is held against. */
package dev.netc.interchange.onnx;
