package dev.netc.runtime.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A tensor on the host: row-major values, little endian, behind a shape. A value: nothing here changes it, and it is safe to
 * share between threads as long as nobody writes to the memory that {@link #of} was given. One tensor holds at most 2³¹ - 1
 * bytes.
 */
public final class Tensor implements TensorSource {

    /** What one element is. */
    public enum Type {
        /** A {@code float}. */
        F32(4),

        /** A {@code double}. */
        F64(8),

        /** An {@code int}. */
        I32(4),

        /** A {@code long}. */
        I64(8),

        /** A byte without sign, 0 to 255: a pixel's. */
        U8(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of one element. */
        public int bytes() {
            return bytes;
        }

        /** Whether it holds fractions. */
        public boolean isReal() {
            return this == F32 || this == F64;
        }
    }

    private final Type type;
    private final List<Long> shape;
    private final int elements;
    private final ByteBuffer bytes;

    private Tensor(Type type, List<Long> shape, ByteBuffer bytes) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.elements = elements(type, shape);
        if (bytes.remaining() != (long) elements * type.bytes()) {
            throw new IllegalArgumentException(
                    describe(type, shape) + " takes " + (long) elements * type.bytes() + " bytes, not "
                            + bytes.remaining());
        }
        this.bytes = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A tensor over the remaining bytes of a buffer, little endian, which are not copied: whoever calls promises not to change
     * them afterwards.
     *
     * @throws IllegalArgumentException where the bytes are not as many as type and shape need, or more than 2³¹ - 1
     */
    public static Tensor of(Type type, List<Long> shape, ByteBuffer bytes) {
        return new Tensor(type, shape, bytes);
    }

    /**
     * A tensor of elements that are computed, each rounded to the type.
     *
     * @param type real, or I32
     * @param element of a place in row-major order
     * @throws IllegalArgumentException where they would take more than 2³¹ - 1 bytes, or the type is another
     */
    public static Tensor of(Type type, List<Long> shape, IntToDoubleFunction element) {
        int count = elements(type, shape);
        ByteBuffer bytes = allocate(type, count);
        for (int i = 0; i < count; i++) {
            switch (type) {
                case F64 -> bytes.putDouble(i * Double.BYTES, element.applyAsDouble(i));
                case F32 -> bytes.putFloat(i * Float.BYTES, (float) element.applyAsDouble(i));
                case I32 -> bytes.putInt(i * Integer.BYTES, (int) element.applyAsDouble(i));
                case I64, U8 -> throw new IllegalArgumentException(type + " is not computed in doubles");
            }
        }
        return new Tensor(type, shape, bytes);
    }

    /** An F32 tensor of these values, copied. */
    public static Tensor of(float[] values, long... shape) {
        ByteBuffer bytes = allocate(Type.F32, values.length);
        bytes.asFloatBuffer().put(values);
        return new Tensor(Type.F32, boxed(shape), bytes);
    }

    /** An F64 tensor of these values, copied. */
    public static Tensor of(double[] values, long... shape) {
        ByteBuffer bytes = allocate(Type.F64, values.length);
        bytes.asDoubleBuffer().put(values);
        return new Tensor(Type.F64, boxed(shape), bytes);
    }

    /** An I32 tensor of these values, copied. */
    public static Tensor of(int[] values, long... shape) {
        ByteBuffer bytes = allocate(Type.I32, values.length);
        bytes.asIntBuffer().put(values);
        return new Tensor(Type.I32, boxed(shape), bytes);
    }

    /** An I64 tensor of these values, copied. */
    public static Tensor of(long[] values, long... shape) {
        ByteBuffer bytes = allocate(Type.I64, values.length);
        bytes.asLongBuffer().put(values);
        return new Tensor(Type.I64, boxed(shape), bytes);
    }

    /** A U8 tensor of these bytes, each 0 to 255, copied. */
    public static Tensor of(byte[] values, long... shape) {
        return new Tensor(Type.U8, boxed(shape), ByteBuffer.wrap(values.clone()));
    }

    /**
     * Room for so many elements, little endian, zero: what {@link #of(Type, List, ByteBuffer)} takes.
     *
     * @throws IllegalArgumentException where that is more than 2³¹ - 1 bytes
     */
    public static ByteBuffer allocate(Type type, long elements) {
        long size = Math.multiplyExact(elements, (long) type.bytes());
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    elements + " elements of " + type + " take " + size + " bytes; a tensor holds at most 2147483647");
        }
        return ByteBuffer.allocateDirect((int) size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public List<Long> shape() {
        return shape;
    }

    /** Number of elements. */
    public int elements() {
        return elements;
    }

    /** The first dimension: examples of a batch, or filters. A single value is one row. */
    public long rows() {
        return shape.isEmpty() ? 1 : shape.get(0);
    }

    /** The bytes, read-only, little endian, from position 0: a view of its own for each call. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Gives all bytes as one piece. */
    @Override
    public void read(Sink sink) throws IOException {
        sink.take(bytes());
    }

    /** Element {@code index} in row-major order, rounded to float where it is wider. */
    public float floatAt(int index) {
        return switch (type) {
            case F32 -> bytes.getFloat(index * 4);
            case F64 -> (float) bytes.getDouble(index * 8);
            case I32 -> bytes.getInt(index * 4);
            case I64 -> bytes.getLong(index * 8);
            case U8 -> bytes.get(index) & 0xFF;
        };
    }

    /** Element {@code index} in row-major order; an I64 beyond 2⁵³ is rounded. */
    public double doubleAt(int index) {
        return switch (type) {
            case F32 -> bytes.getFloat(index * 4);
            case F64 -> bytes.getDouble(index * 8);
            case I32 -> bytes.getInt(index * 4);
            case I64 -> bytes.getLong(index * 8);
            case U8 -> bytes.get(index) & 0xFF;
        };
    }

    /**
     * Element {@code index} in row-major order.
     *
     * @throws ArithmeticException where it is not a whole number that a long holds
     */
    public long longAt(int index) {
        return switch (type) {
            case F32, F64 -> whole(doubleAt(index));
            case I32 -> bytes.getInt(index * 4);
            case I64 -> bytes.getLong(index * 8);
            case U8 -> bytes.get(index) & 0xFF;
        };
    }

    /** All values as floats, in row-major order: a new array. */
    public float[] toFloats() {
        float[] values = new float[elements];
        if (type == Type.F32) {
            bytes.asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < elements; i++) {
            values[i] = floatAt(i);
        }
        return values;
    }

    /** All values as doubles, in row-major order: a new array. */
    public double[] toDoubles() {
        double[] values = new double[elements];
        if (type == Type.F64) {
            bytes.asDoubleBuffer().get(values);
            return values;
        }
        for (int i = 0; i < elements; i++) {
            values[i] = doubleAt(i);
        }
        return values;
    }

    /**
     * The same values as another type; this tensor itself where it is of that type already. F64 is rounded to F32.
     *
     * @throws ArithmeticException where a whole-number type cannot hold a value exactly
     */
    public Tensor as(Type other) {
        if (other == type) {
            return this;
        }
        ByteBuffer converted = allocate(other, elements);
        for (int i = 0; i < elements; i++) {
            switch (other) {
                case F32 -> converted.putFloat(i * 4, floatAt(i));
                case F64 -> converted.putDouble(i * 8, doubleAt(i));
                case I32 -> converted.putInt(i * 4, Math.toIntExact(longAt(i)));
                case I64 -> converted.putLong(i * 8, longAt(i));
                case U8 -> converted.put(i, unsignedByte(longAt(i)));
            }
        }
        return new Tensor(other, shape, converted);
    }

    /**
     * The same values behind another shape; nothing is copied.
     *
     * @throws IllegalArgumentException where the number of elements differs
     */
    public Tensor reshape(long... newShape) {
        return new Tensor(type, boxed(newShape), bytes());
    }

    /**
     * The rows {@code from} (inclusive) to {@code to} (exclusive) along the first dimension; nothing is copied.
     *
     * @throws IllegalArgumentException where these are no rows of this tensor
     */
    public Tensor rows(long from, long to) {
        if (shape.isEmpty() || from < 0 || from > to || to > rows()) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " of " + this);
        }
        Long[] part = shape.toArray(Long[]::new);
        part[0] = to - from;
        int rowBytes = rows() == 0 ? 0 : (int) (bytes.remaining() / rows());
        return new Tensor(type, Arrays.asList(part), bytes.slice((int) from * rowBytes, (int) (to - from) * rowBytes));
    }

    /** Whether type, shape and every bit are the same; two NaNs of the same bits are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && type == that.type && shape.equals(that.shape)
                && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.hashCode() + shape.hashCode()) + bytes.hashCode();
    }

    /** Type and shape: {@code F32 [128, 3, 224, 224]}. */
    @Override
    public String toString() {
        return describe(type, shape);
    }

    /** Type and shape of a tensor that need not be held. */
    public static String describe(Type type, List<Long> shape) {
        return type + " " + shape.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    private static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    private static int elements(Type type, List<Long> shape) {
        long elements = 1;
        try {
            for (long size : shape) {
                if (size < 0) {
                    throw new IllegalArgumentException("a negative size in " + describe(type, shape));
                }
                elements = Math.multiplyExact(elements, size);
            }
            Math.toIntExact(Math.multiplyExact(elements, (long) type.bytes()));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(describe(type, shape) + " takes more than 2147483647 bytes", e);
        }
        return (int) elements;
    }

    private static long whole(double value) {
        if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
            throw new ArithmeticException(value + " is not a whole number");
        }
        return (long) value;
    }

    private static byte unsignedByte(long value) {
        if (value < 0 || value > 255) {
            throw new ArithmeticException(value + " is not 0 to 255");
        }
        return (byte) value;
    }
}
