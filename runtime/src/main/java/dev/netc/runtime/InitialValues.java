package dev.netc.runtime;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.runtime.random.Stream;
import dev.netc.runtime.random.Stream.Purpose;
import dev.netc.runtime.tensor.Tensor;

/**
 * Where parameters start: element {@code e} of column {@code c} of parameter number {@code p} is a pure function of
 * (seed, p, c, e), drawn in double and rounded to the precision, so that it is the same on every machine and in both precisions.
 */
public final class InitialValues {
    /** Elements that one task draws; even, since normals come in pairs. */
    private static final int CHUNK = 1 << 14;

    private final long seed;

    InitialValues(long seed) {
        this.seed = seed;
    }

    /**
     * What {@link Model#initialize} gives every parameter of a program, by name, columns joined: float32, and without a device.
     */
    public static Map<String, Tensor> of(Program program, long seed) {
        InitialValues values = new InitialValues(seed);
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (int p = 0; p < program.parameters().size(); p++) {
            Parameter parameter = program.parameters().get(p);
            all.put(parameter.name(), values.joined(p, parameter));
        }
        return all;
    }

    private Tensor joined(int number, Parameter parameter) {
        int elements = Math.toIntExact(parameter.elements() / parameter.columns());
        ByteBuffer joined = Tensor.allocate(Tensor.Type.F32, parameter.elements());
        for (int column = 0; column < parameter.columns(); column++) {
            joined.put(part(stream(number, column), parameter.initializer(), elements, Tensor.Type.F32).bytes());
        }
        return Tensor.of(Tensor.Type.F32, parameter.shape().stream().map(Integer::longValue).toList(), joined.flip());
    }

    /** The draws of one column of a parameter. */
    Stream stream(int parameter, int column) {
        return new Stream(seed, Purpose.INITIAL_VALUES, parameter, column);
    }

    /** One column's part of a parameter, {@code [elements]}, of its draws. */
    static Tensor part(Stream stream, Initializer initializer, int elements, Tensor.Type type) {
        ByteBuffer bytes = Tensor.allocate(type, elements);
        IntStream.range(0, Math.ceilDiv(elements, CHUNK)).parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            int count = Math.min(CHUNK, elements - from);
            if (type == Tensor.Type.F32) {
                bytes.asFloatBuffer().put(from, singles(stream, initializer, from, count));
            } else {
                bytes.asDoubleBuffer().put(from, doubles(stream, initializer, from, count));
            }
        });
        return Tensor.of(type, List.of((long) elements), bytes);
    }

    private static float[] singles(Stream stream, Initializer initializer, int from, int count) {
        float[] values = new float[count];
        if (initializer instanceof Initializer.Normal(double deviation)) {
            stream.normals(from, deviation, values);
        } else {
            double[] drawn = doubles(stream, initializer, from, count);
            for (int i = 0; i < count; i++) {
                values[i] = (float) drawn[i];
            }
        }
        return values;
    }

    private static double[] doubles(Stream stream, Initializer initializer, int from, int count) {
        double[] values = new double[count];
        switch (initializer) {
            case Initializer.Normal(double deviation) -> stream.normals(from, deviation, values);
            case Initializer.Uniform(double low, double high) ->
                Arrays.setAll(values, i -> low + (high - low) * stream.uniform(from + i));
            case Initializer.Constant(double value) -> Arrays.fill(values, value);
        }
        return values;
    }
}
