package dev.netc.runtime.embed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.netc.program.Input;
import dev.netc.program.Output;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/**
 * One call of a net: a batch of examples, an input after the other, then what is wanted of them. Numbers are row-major, an example
 * after the other. For one thread, and one call.
 */
public final class Examples {
    private static final String INFER = "infer";

    private final EmbeddedNet net;
    private final int count;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, ByteBuffer> outputs = new LinkedHashMap<>();

    Examples(EmbeddedNet net, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a batch of " + count + "; it has at least 1 example");
        }
        this.net = net;
        this.count = count;
    }

    /**
     * An input's numbers, copied.
     *
     * @throws IllegalArgumentException where they are not exactly as many as the batch has
     */
    public Examples with(String input, float[] numbers) {
        List<Long> shape = batched(exampleOf(input));
        checkCount(input, numbers.length, shape);
        return fed(input, Tensor.of(numbers, shape.stream().mapToLong(Long::longValue).toArray()));
    }

    /**
     * An input's numbers as little endian floats from position to limit, which stay as they are. Direct memory is read where it is.
     *
     * @throws IllegalArgumentException where they are not exactly as many as the batch has, or big endian
     */
    public Examples with(String input, ByteBuffer numbers) {
        List<Long> shape = batched(exampleOf(input));
        checkBuffer(input, numbers, shape);
        return fed(input, Tensor.of(Tensor.Type.F32, shape, numbers));
    }

    /**
     * A label input: a class an example.
     *
     * @throws IllegalArgumentException where they are not exactly as many as the batch has
     */
    public Examples with(String label, int[] classes) {
        checkCount(label, classes.length, List.of((long) count));
        return fed(label, Tensor.of(classes, classes.length));
    }

    /** An output's numbers: a new array. */
    public float[] get(String output) {
        return infer(Set.of(output)).get(output).toFloats();
    }

    /** Several outputs' numbers, in the order in which they are named: new arrays. */
    public List<float[]> all(String... wanted) {
        Map<String, Tensor> results = infer(Set.of(wanted));
        return Stream.of(wanted).map(name -> results.get(name).toFloats()).toList();
    }

    /**
     * Has {@link #run} write an output's numbers as little endian floats from position to limit, which stay as they are. Direct memory is written
     * where it is.
     *
     * @throws IllegalArgumentException where the room is not exactly enough, read-only or big endian
     */
    public Examples into(String output, ByteBuffer numbers) {
        checkBuffer(output, numbers, batched(outputShape(output)));
        outputs.put(output, numbers);
        return this;
    }

    /** Runs the net, where outputs go {@link #into} buffers. */
    public void run() {
        if (net.model().variant().precision() == Precision.F32) {
            turn(model -> {
                model.run(INFER, Scalars.batch(count), outputs);
                return null;
            });
        } else {
            infer(outputs.keySet()).forEach((name, result) -> outputs.get(name).duplicate()
                    .put(result.as(Tensor.Type.F32).bytes()));
        }
    }

    /**
     * One optimizer step.
     *
     * @param rate learning rate
     * @return the examples' mean loss before the step; not finite where the training has gone wrong
     */
    public double step(double rate) {
        Tensor losses = turn(model -> net.update(count, rate)).get("loss");
        double sum = 0;
        for (int i = 0; i < losses.elements(); i++) {
            sum += losses.doubleAt(i);
        }
        return sum / losses.elements();
    }

    private Map<String, Tensor> infer(Set<String> wanted) {
        return turn(model -> model.run(INFER, Scalars.batch(count), wanted));
    }

    private interface Run<T> {
        T of(Model model);
    }

    private <T> T turn(Run<T> run) {
        Model model = net.model();
        return net.turn(() -> {
            inputs.forEach(model::feed);
            return run.of(model);
        });
    }

    private Examples fed(String input, Tensor rows) {
        inputs.put(input, rows);
        return this;
    }

    private List<Integer> exampleOf(String input) {
        return shape(input, program().inputs().stream().filter(Input.Tensor.class::isInstance)
                .map(Input.Tensor.class::cast).filter(i -> i.name().equals(input)).map(Input.Tensor::shape), "input");
    }

    private List<Integer> outputShape(String output) {
        return shape(output, program().outputs().stream().filter(o -> o.name().equals(output)).map(Output::shape),
                "output");
    }

    private List<Integer> shape(String name, Stream<List<Integer>> found, String kind) {
        return found.findFirst().orElseThrow(() -> new IllegalArgumentException(
                "net " + program().name() + " has no " + kind + " " + name));
    }

    private Program program() {
        return net.model().program();
    }

    private List<Long> batched(List<Integer> example) {
        return Stream.concat(Stream.of((long) count), example.stream().map(Integer::longValue)).toList();
    }

    private void checkBuffer(String name, ByteBuffer numbers, List<Long> shape) {
        if (numbers.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException(name
                    + ": the buffer's byte order is big endian, which Java's buffers begin with; floats are wanted little endian:"
                    + " buffer.order(ByteOrder.LITTLE_ENDIAN), before they are put");
        }
        if (numbers.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    name + ": " + numbers.remaining() + " bytes are no whole number of floats");
        }
        checkCount(name, numbers.remaining() / Float.BYTES, shape);
    }

    private static void checkCount(String name, long numbers, List<Long> shape) {
        long wanted = LongStream.of(shape.stream().mapToLong(Long::longValue).toArray()).reduce(1, Math::multiplyExact);
        if (numbers != wanted) {
            throw new IllegalArgumentException(name + " of a batch of " + shape.getFirst() + " is " + shape + ", "
                    + wanted + " numbers, not " + numbers);
        }
    }
}
