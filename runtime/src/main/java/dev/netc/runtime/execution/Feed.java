package dev.netc.runtime.execution;

import dev.netc.runtime.tensor.Tensor;

/**
 * What goes into a feed's buffers.
 *
 * @param rows one an example of the batch, in the buffer's element type
 * @param elements of a row
 */
public record Feed(Tensor rows, long elements) {}
