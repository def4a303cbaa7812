package dev.netc.runtime.weights;

import java.util.List;
import java.util.OptionalLong;

/** How many bytes tensors take, where a file says their shapes. */
final class TensorBytes {
    /** As many as numpy has. */
    static final int MOST_DIMENSIONS = 64;

    private TensorBytes() {}

    /** The bytes of a tensor; none where they are more than a long counts. */
    static OptionalLong of(int elementBytes, List<Long> shape) {
        long bytes = elementBytes;
        try {
            for (long size : shape) {
                bytes = Math.multiplyExact(bytes, size);
            }
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(bytes);
    }
}
