package dev.netc.runtime.execution;

import java.nio.ByteBuffer;

import dev.netc.runtime.tensor.Tensor;

/**
 * Where rows lie on the host: row-major, little endian, possibly within wider rows.
 *
 * @param bytes of all rows
 * @param stride elements from one row to the next
 * @param offset elements before the first row's first
 */
public record HostRows(ByteBuffer bytes, long stride, long offset) {

    /** All of a tensor, as rows of {@code elements}. */
    public static HostRows of(Tensor tensor, long elements) {
        return new HostRows(tensor.bytes(), elements, 0);
    }
}
