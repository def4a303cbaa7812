package dev.netc.runtime.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A tensor whose bytes are read piece by piece, so that never all of them need be held. A {@link Tensor} is its own source. */
public interface TensorSource {

    /** What takes the bytes. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a piece, from its position to its limit.
         *
         * @param piece holds these bytes until this returns, and not longer
         */
        void take(ByteBuffer piece) throws IOException;
    }

    /** What each element is. */
    Tensor.Type type();

    /** The dimensions, outermost first; empty for a single value. */
    List<Long> shape();

    /**
     * Gives all bytes in their order, row-major and little endian, as they are now.
     *
     * @throws IOException that the sink throws
     */
    void read(Sink sink) throws IOException;
}
