package dev.netc.runtime;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.netc.program.Initializer;
import dev.netc.runtime.random.Stream;
import dev.netc.runtime.random.Stream.Purpose;
import dev.netc.runtime.tensor.Tensor;

/**
 * Where parameters start: element {@code e} of column {@code c} of parameter number {@code p} is a pure function of
 * (seed, p, c, e), drawn in double and rounded to the precision, so that it is the same on every machine and in both precisions.
 */
final class InitialValues {
    /** Elements that one task draws; even, since normals come in pairs. */
    private static final int CHUNK = 1 << 14;

    private final long seed;

    InitialValues(long seed) {
        this.seed = seed;
    }

    /** One column's part of a parameter, {@code [elements]}. */
    Tensor part(int parameter, int column, Initializer initializer, int elements, Tensor.Type type) {
        Stream stream = new Stream(seed, Purpose.INITIAL_VALUES, parameter, column);
        ByteBuffer bytes = Tensor.allocate(type, elements);
        IntStream.range(0, Math.ceilDiv(elements, CHUNK)).parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            double[] values = new double[Math.min(CHUNK, elements - from)];
            draw(stream, initializer, from, values);
            for (int i = 0; i < values.length; i++) {
                if (type == Tensor.Type.F32) {
                    bytes.putFloat((from + i) * Float.BYTES, (float) values[i]);
                } else {
                    bytes.putDouble((from + i) * Double.BYTES, values[i]);
                }
            }
        });
        return Tensor.of(type, List.of((long) elements), bytes);
    }

    private static void draw(Stream stream, Initializer initializer, int from, double[] values) {
        switch (initializer) {
            case Initializer.Normal(double deviation) -> stream.normals(from, deviation, values);
            case Initializer.Uniform(double low, double high) ->
                Arrays.setAll(values, i -> low + (high - low) * stream.uniform(from + i));
            case Initializer.Constant(double value) -> Arrays.fill(values, value);
        }
    }
}
