/** What nodes that are written say of themselves, in words that are understood when they are read again. */
package dev.netc.interchange.onnx.remark;
