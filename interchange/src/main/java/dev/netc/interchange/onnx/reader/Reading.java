package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;

import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.interchange.onnx.schema.TensorShapeProto.Dimension;
import dev.netc.interchange.onnx.schema.TypeProto;
import dev.netc.interchange.onnx.schema.ValueInfoProto;

/**
 * How a graph's tensors are read. ONNX does not say which sizes are the batch's. It is the first, as a rule; where the net cannot
 * be said so, none (the whole is one example), or as many as leave a vector.
 */
final class Reading {
    private static final int LARGEST_RANK = 8;

    private Reading() {}

    /** Numbers of leading sizes to try as the batch, the likeliest first. */
    static List<Integer> attempts(Graph graph) {
        int rank = graph.inputs().stream().mapToInt(Reading::rank).max().orElse(0);
        List<Integer> attempts = new ArrayList<>(rank <= 1 ? List.of(0, 1) : List.of(1, 0));
        for (int lead = 2; lead < Math.min(rank, LARGEST_RANK); lead++) {
            attempts.add(lead);
        }
        return attempts;
    }

    private static int rank(ValueInfoProto input) {
        return input.getType().getTensorType().getShape().getDimCount();
    }

    /** The sizes of an input, those without a number open. */
    static List<Long> dims(ValueInfoProto input) {
        return input.getType().getTensorType().getShape().getDimList().stream().map(Reading::dim).toList();
    }

    private static Long dim(Dimension dim) {
        return dim.getValueCase() == Dimension.ValueCase.DIM_VALUE && dim.getDimValue() > 0
                ? Long.valueOf(dim.getDimValue())
                : Long.valueOf(Dims.OPEN);
    }

    /**
     * Holds that an input is a tensor of real numbers of a known rank.
     *
     * @throws Refusal where not
     */
    static void check(ValueInfoProto input) {
        TypeProto type = input.getType();
        if (type.getValueCase() != TypeProto.ValueCase.TENSOR_TYPE) {
            throw new Refusal("it is no tensor");
        }
        if (!type.getTensorType().hasShape()) {
            throw new Refusal("the file does not say its shape");
        }
        DataType kind = DataType.forNumber(type.getTensorType().getElemType());
        switch (kind) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> {
            }
            case null, default -> throw new Refusal("it holds " + (kind == null ? "numbers of an unknown kind" : kind)
                    + "; the language computes with real numbers");
        }
    }
}
