package dev.netc.runtime.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import dev.netc.runtime.tensor.Tensor;

/** The data of a {@code .npy} array as a tensor: row-major, little endian. */
final class NpyData {
    private NpyData() {}

    /** Whether the bytes are a tensor's as they are. */
    static boolean isPlain(NpyHeader header) {
        boolean turned = header.fortran() && header.shape().size() > 1;
        return !turned && (header.order() == ByteOrder.LITTLE_ENDIAN || header.dtype().bytes() == 1)
                && header.dtype().isPlain();
    }

    /** A tensor of an array's bytes, which are kept where {@link #isPlain}. */
    static Tensor tensor(NpyHeader header, ByteBuffer data) {
        int bytes = header.dtype().bytes();
        ByteBuffer little = header.order() == ByteOrder.BIG_ENDIAN && bytes > 1 ? reversed(data, bytes) : data;
        boolean turned = header.fortran() && header.shape().size() > 1;
        return header.dtype().tensor(header.shape(), turned ? rowMajor(little, bytes, header.shape()) : little);
    }

    private static ByteBuffer reversed(ByteBuffer data, int bytes) {
        ByteBuffer reversed = Tensor.allocate(Tensor.Type.U8, data.remaining());
        for (int at = 0; at < data.remaining(); at += bytes) {
            for (int i = 0; i < bytes; i++) {
                reversed.put(at + i, data.get(at + bytes - 1 - i));
            }
        }
        return reversed;
    }

    /** Counts through the array in row-major order, while {@code from} follows the strides of column-major order. */
    private static ByteBuffer rowMajor(ByteBuffer data, int bytes, List<Long> shape) {
        ByteBuffer turned = Tensor.allocate(Tensor.Type.U8, data.remaining());
        int[] index = new int[shape.size()];
        int from = 0;
        for (int to = 0; to < data.remaining(); to += bytes) {
            turned.put(to, data, from * bytes, bytes);
            int stride = data.remaining() / bytes;
            for (int axis = index.length - 1; axis >= 0; axis--) {
                int size = shape.get(axis).intValue();
                stride /= size;
                from += stride;
                if (++index[axis] < size) {
                    break;
                }
                index[axis] = 0;
                from -= stride * size;
            }
        }
        return turned;
    }
}
