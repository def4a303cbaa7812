package dev.netc.runtime.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.netc.runtime.tensor.Tensor;

/** The element types of the format that this library reads, by the format's names. */
enum Dtype {
    F64(8, Tensor.Type.F64), F32(4, Tensor.Type.F32), F16(2, Tensor.Type.F32), BF16(2, Tensor.Type.F32), I64(8,
            Tensor.Type.I64), I32(4, Tensor.Type.I32), I16(2, Tensor.Type.I32), I8(1, Tensor.Type.I32), U16(2,
                    Tensor.Type.I32), U8(1, Tensor.Type.U8), BOOL(1, Tensor.Type.U8);

    private final int bytes;
    private final Tensor.Type type;

    Dtype(int bytes, Tensor.Type type) {
        this.bytes = bytes;
        this.type = type;
    }

    int bytes() {
        return bytes;
    }

    /** Bytes of an element once it is read. */
    int tensorBytes() {
        return type.bytes();
    }

    /** Whether elements are a tensor's as they lie in a file. */
    boolean isPlain() {
        return switch (this) {
            case F64, F32, I64, I32, U8, BOOL -> true;
            case F16, BF16, I16, U16, I8 -> false;
        };
    }

    static Optional<Dtype> named(String name) {
        return Arrays.stream(values()).filter(d -> d.name().equals(name)).findFirst();
    }

    static String names() {
        return String.join(", ", Arrays.stream(values()).map(Enum::name).toList());
    }

    /** A tensor of these bytes: a view where the type is one of the library's own, else converted, each value exactly. */
    Tensor tensor(List<Long> shape, ByteBuffer data) {
        ByteBuffer source = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        return switch (this) {
            case F64, F32, I64, I32, U8, BOOL -> Tensor.of(type, shape, source);
            case F16 -> Tensor.of(Tensor.Type.F32, shape, i -> Float.float16ToFloat(source.getShort(i * 2)));
            case BF16 -> Tensor.of(Tensor.Type.F32, shape, i -> Float.intBitsToFloat(source.getShort(i * 2) << 16));
            case I16 -> Tensor.of(Tensor.Type.I32, shape, i -> source.getShort(i * 2));
            case U16 -> Tensor.of(Tensor.Type.I32, shape, i -> source.getShort(i * 2) & 0xFFFF);
            case I8 -> Tensor.of(Tensor.Type.I32, shape, source::get);
        };
    }
}
