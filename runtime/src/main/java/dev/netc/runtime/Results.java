package dev.netc.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Input;
import dev.netc.program.Output;
import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.program.Variant;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.execution.HostRows;
import dev.netc.runtime.execution.Session;
import dev.netc.runtime.tensor.Tensor;

/** Reads what a function has left and joins the parts: those of columns, or the shares of a batch that is split. */
final class Results {
    private static final String GRADIENT = "grad.";

    private final Variant variant;
    private final Session session;
    /** Shapes of one example, or of the whole for what has no row an example, where the program tells them. */
    private final Map<String, List<Integer>> exampleShapes = new HashMap<>();
    private final Map<String, List<Integer>> wholeShapes = new HashMap<>();

    Results(Program program, Variant variant, Session session) {
        this.variant = variant;
        this.session = session;
        for (Output output : program.outputs()) {
            exampleShapes.put(output.name(), output.shape());
        }
        for (Input input : program.inputs()) {
            if (input instanceof Input.Tensor(String name, List<Integer> shape)) {
                exampleShapes.put(GRADIENT + name, shape);
            }
        }
        for (Parameter parameter : program.parameters()) {
            wholeShapes.put(GRADIENT + parameter.name(), parameter.shape());
        }
    }

    /** The results of a function that a caller wants, by name, in the function's order. */
    Map<String, Tensor> read(Function function, int batch, Predicate<String> wanted) {
        Map<String, Tensor> results = new LinkedHashMap<>();
        parts(function).forEach((name, parts) -> {
            if (wanted.test(name)) {
                results.put(name, join(function, name, parts, batch));
            }
        });
        return results;
    }

    /** The buffers of each result, in the order of columns, or of devices where the batch is split. */
    Map<String, List<Buffer>> parts(Function function) {
        Map<String, List<Buffer>> parts = new LinkedHashMap<>();
        for (Buffer buffer : function.buffers()) {
            if (buffer.role() instanceof Buffer.Result(String name, int column, int columns)) {
                boolean share = variant.split() && buffer.rows() == Buffer.BATCH;
                List<Buffer> of = parts.computeIfAbsent(name, n -> new ArrayList<>(
                        Collections.nCopies(share ? variant.devices() : columns, (Buffer) null)));
                of.set(share ? buffer.device() : column, buffer);
            }
        }
        parts.forEach((name, of) -> {
            if (of.contains(null)) {
                throw new ProgramException(
                        "function " + function.name() + ": a part of result " + name + " is missing");
            }
        });
        return parts;
    }

    /** Reads results into these bytes. */
    void read(Function function, int batch, Map<String, ByteBuffer> into) {
        Map<String, List<Buffer>> parts = parts(function);
        into.forEach((name, bytes) -> join(function, parts.get(name), batch,
                bytes.slice().order(ByteOrder.LITTLE_ENDIAN)));
    }

    /**
     * Checks that results fit in where they are to be read to.
     *
     * @throws IllegalArgumentException where one does not
     */
    void checkRoom(Function function, int batch, Map<String, ByteBuffer> into) {
        Map<String, List<Buffer>> parts = parts(function);
        into.forEach((name, bytes) -> {
            long needed = rows(parts.get(name), batch) * elements(parts.get(name))
                    * type(parts.get(name)).bytes();
            if (bytes.isReadOnly() || bytes.remaining() != needed) {
                throw new IllegalArgumentException(
                        "result " + name + " takes " + needed + " bytes that can be written to, not "
                                + bytes.remaining() + (bytes.isReadOnly() ? " that are read-only" : ""));
            }
        });
    }

    private Tensor join(Function function, String name, List<Buffer> parts, int batch) {
        long rows = rows(parts, batch);
        long elements = elements(parts);
        ByteBuffer bytes = Tensor.allocate(type(parts), Math.multiplyExact(rows, elements));
        join(function, parts, batch, bytes);
        return Tensor.of(type(parts), shape(name, isPerExample(parts), rows, elements), bytes);
    }

    private static boolean isPerExample(List<Buffer> parts) {
        return parts.get(0).rows() == Buffer.BATCH;
    }

    /** Whether a row's elements are spread over the parts; otherwise the rows are. */
    private boolean liesSideBySide(List<Buffer> parts) {
        return isPerExample(parts) && !variant.split();
    }

    private Tensor.Type type(List<Buffer> parts) {
        return FeedTable.type(parts.get(0).element(), variant.precision());
    }

    private static long rows(List<Buffer> parts, int batch) {
        return isPerExample(parts) ? batch : parts.stream().mapToLong(Buffer::rows).sum();
    }

    private long elements(List<Buffer> parts) {
        return liesSideBySide(parts) ? parts.stream().mapToLong(Buffer::elements).sum() : parts.get(0).elements();
    }

    private void join(Function function, List<Buffer> parts, int batch, ByteBuffer bytes) {
        boolean perExample = isPerExample(parts);
        boolean side = liesSideBySide(parts);
        long elements = elements(parts);
        long offset = 0;
        for (Buffer part : parts) {
            int share = variant.share(part.device(), batch).count();
            long there = perExample ? share : part.rows();
            if (there > 0) {
                session.readResult(function, part, share, new HostRows(bytes, elements, offset));
            }
            offset += side ? part.elements() : there * elements;
        }
    }

    private List<Long> shape(String name, boolean perExample, long rows, long elements) {
        List<Integer> known = (perExample ? exampleShapes : wholeShapes).get(name);
        if (known != null && product(known) == (perExample ? elements : rows * elements)) {
            Stream<Long> sizes = known.stream().map(Integer::longValue);
            return perExample ? Stream.concat(Stream.of(rows), sizes).toList() : sizes.toList();
        }
        return elements == 1 ? List.of(rows) : List.of(rows, elements);
    }

    private static long product(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }
}
