package dev.netc.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Function;
import dev.netc.program.Input;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Variant;
import dev.netc.runtime.execution.Feed;
import dev.netc.runtime.tensor.Tensor;

/**
 * What was fed, checked when it comes and again, against the batch and the other feeds, when a function reads it: a kernel
 * trusts its indices.
 */
final class FeedTable {
    private static final String PIXELS = ".pixels";
    private static final String CROP = ".crop";

    private final Program program;
    private final Precision precision;
    private final Map<String, Buffer> buffers = new TreeMap<>();
    private final Map<String, Tensor> fed = new ConcurrentHashMap<>();

    FeedTable(Program program, Variant variant) {
        this.program = program;
        this.precision = variant.precision();
        for (Function function : variant.functions()) {
            for (Buffer buffer : function.buffers()) {
                if (buffer.role() instanceof Buffer.Feed feed) {
                    buffers.putIfAbsent(feed.name(), buffer);
                }
            }
        }
    }

    void put(String name, Tensor rows) {
        Buffer buffer = buffers.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException(
                    "no function reads a feed " + name + "; there are " + String.join(", ", buffers.keySet()));
        }
        if (rows.shape().isEmpty() || rows.rows() == 0) {
            throw new IllegalArgumentException("feed " + name + " has no example: " + rows);
        }
        checkShape(name, buffer, rows);
        Tensor converted = converted(name, buffer, rows);
        label(name).ifPresent(label -> checkLabels(label, converted));
        fed.put(name, converted);
    }

    /** What a function reads, by feed name. */
    Map<String, Feed> of(Function function, Scalars scalars) {
        Map<String, Feed> feeds = new HashMap<>();
        for (Buffer buffer : function.buffers()) {
            if (buffer.role() instanceof Buffer.Feed(String name)) {
                Tensor rows = fed.get(name);
                if (rows == null) {
                    throw new IllegalArgumentException(
                            "function " + function.name() + " reads " + name + ", which was not fed");
                }
                checkAgainst(scalars, name, rows);
                feeds.put(name, new Feed(rows, rows.elements() / rows.rows()));
            }
        }
        return feeds;
    }

    private void checkAgainst(Scalars scalars, String name, Tensor rows) {
        if (rows.rows() != scalars.batch()) {
            throw new IllegalArgumentException(
                    "feed " + name + " has " + rows.rows() + " rows, the batch is " + scalars.batch());
        }
        if (name.endsWith(PIXELS)
                && (rows.shape().get(1) != scalars.height() || rows.shape().get(2) != scalars.width())) {
            throw new IllegalArgumentException("feed " + name + " is " + rows + ", the scalars say " + scalars.height()
                    + " x " + scalars.width());
        }
        if (name.endsWith(CROP)) {
            checkCrops(name, rows, scalars);
        }
    }

    private void checkChannels(String name, Tensor pixels) {
        tensor(name.substring(0, name.length() - PIXELS.length())).map(input -> input.shape().get(0))
                .filter(channels -> channels.longValue() != pixels.shape().get(3)).ifPresent(channels -> {
                    throw new IllegalArgumentException(
                            "feed " + name + " has " + channels + " channels a pixel, not " + pixels);
                });
    }

    private void checkCrops(String name, Tensor crops, Scalars scalars) {
        Optional<List<Integer>> shape = tensor(name.substring(0, name.length() - CROP.length()))
                .map(Input.Tensor::shape);
        if (shape.isEmpty() || shape.get().size() != 3) {
            return;
        }
        int lastTop = scalars.height() - shape.get().get(1);
        int lastLeft = scalars.width() - shape.get().get(2);
        for (int i = 0; i < crops.rows(); i++) {
            long top = crops.longAt(i * 3);
            long left = crops.longAt(i * 3 + 1);
            long mirrored = crops.longAt(i * 3 + 2);
            if (mirrored != 0 && mirrored != 1) {
                throw new IllegalArgumentException(
                        "feed " + name + ", row " + i + ": mirrored is 0 or 1, not " + mirrored);
            }
            if (top < 0 || top > lastTop || left < 0 || left > lastLeft) {
                throw new IllegalArgumentException("feed " + name + ", row " + i + ": a crop of " + shape.get().get(1)
                        + " x " + shape.get().get(2) + " at " + top + ", " + left + " of an image of "
                        + scalars.height() + " x " + scalars.width());
            }
        }
    }

    private void checkShape(String name, Buffer buffer, Tensor rows) {
        List<Long> row = rows.shape().subList(1, rows.shape().size());
        Optional<List<Long>> wanted = tensor(name)
                .map(input -> input.shape().stream().map(Integer::longValue).toList());
        if (label(name).isPresent()) {
            wanted = Optional.of(List.of());
        }
        if (wanted.isPresent() && !wanted.get().equals(row)) {
            throw new IllegalArgumentException("input " + name + " is [batch"
                    + wanted.get().stream().map(size -> ", " + size).reduce("", String::concat) + "], not " + rows);
        }
        if (name.endsWith(PIXELS)) {
            if (row.size() != 3) {
                throw new IllegalArgumentException(
                        "feed " + name + " is [batch, height, width, channels], not " + rows);
            }
            checkChannels(name, rows);
        } else if (rows.elements() / rows.rows() != buffer.elements()) {
            throw new IllegalArgumentException(
                    "feed " + name + " has " + buffer.elements() + " elements a row, not " + rows);
        }
    }

    private Tensor converted(String name, Buffer buffer, Tensor rows) {
        boolean fits = switch (buffer.element()) {
            case REAL -> rows.type().isReal();
            case INT -> rows.type() == Tensor.Type.I32 || rows.type() == Tensor.Type.I64;
            case BYTE -> rows.type() == Tensor.Type.U8;
        };
        if (!fits) {
            throw new IllegalArgumentException("feed " + name + " takes " + words(buffer.element()) + ", not " + rows);
        }
        try {
            return rows.as(type(buffer.element(), precision));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("feed " + name + ": " + e.getMessage(), e);
        }
    }

    static Tensor.Type type(Element element, Precision precision) {
        return switch (element) {
            case REAL -> ParameterTable.typeOf(precision);
            case INT -> Tensor.Type.I32;
            case BYTE -> Tensor.Type.U8;
        };
    }

    private static String words(Element element) {
        return switch (element) {
            case REAL -> "F32 or F64";
            case INT -> "I32 or I64";
            case BYTE -> "U8";
        };
    }

    private static void checkLabels(Input.Label label, Tensor rows) {
        for (int i = 0; i < rows.elements(); i++) {
            long value = rows.longAt(i);
            if (value < 0 || value >= label.classes()) {
                throw new IllegalArgumentException("input " + label.name() + ", row " + i + ": label " + value
                        + " is not one of the " + label.classes() + " classes, 0 to " + (label.classes() - 1));
            }
        }
    }

    private Optional<Input.Tensor> tensor(String name) {
        return program.inputs().stream().filter(Input.Tensor.class::isInstance).map(Input.Tensor.class::cast)
                .filter(input -> input.name().equals(name)).findFirst();
    }

    private Optional<Input.Label> label(String name) {
        return program.inputs().stream().filter(Input.Label.class::isInstance).map(Input.Label.class::cast)
                .filter(input -> input.name().equals(name)).findFirst();
    }
}
