package dev.netc.interchange.onnx.writer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.protobuf.UnsafeByteOperations;
import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.onnx.schema.AttributeProto;
import dev.netc.interchange.onnx.schema.GraphProto;
import dev.netc.interchange.onnx.schema.NodeProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.interchange.onnx.schema.TensorShapeProto;
import dev.netc.interchange.onnx.schema.TypeProto;
import dev.netc.interchange.onnx.schema.ValueInfoProto;
import dev.netc.runtime.tensor.Tensor;

/** An ONNX graph while it is written: nodes, constants, and which names are taken. */
final class GraphWriter {
    private static final String BATCH = "batch";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> names = new HashSet<>();
    private final Map<Object, String> constants = new HashMap<>();
    private final Set<String> parameters = new HashSet<>();

    /**
     * An empty graph.
     *
     * @param taken names that are given elsewhere: inputs, outputs, parameters
     */
    GraphWriter(String name, Collection<String> taken) {
        graph.setName(name);
        names.addAll(taken);
    }

    /** How many parameters there are. */
    int parameters() {
        return parameters.size();
    }

    GraphProto graph() {
        return graph.build();
    }

    /** A name that nothing has yet: this one, or this one with a number. */
    String fresh(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** An operator applied; its result has the name that was asked for. */
    String node(String operator, String result, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().setOpType(operator).setName(result).addAllInput(inputs).addOutput(result)
                .addAllAttribute(Arrays.asList(attributes)));
        return result;
    }

    /** Says what the last node is for. */
    void document(String text) {
        graph.getNodeBuilder(graph.getNodeCount() - 1).setDocString(text);
    }

    /** The same where only this operation reads the result: {@code conv1.lrn.square}. */
    String step(String operator, String result, String step, List<String> inputs, AttributeProto... attributes) {
        return node(operator, fresh(result + "." + step), inputs, attributes);
    }

    /** A tensor's equal parts along the channels. */
    List<String> split(String result, String tensor, int parts) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            pieces.add(fresh(result + ".column" + i));
        }
        graph.addNode(NodeProto.newBuilder().setOpType("Split").setName(pieces.get(0)).addInput(tensor)
                .addAllOutput(pieces).addAttribute(Attributes.axis(1)));
        return pieces;
    }

    /** A tensor's elements behind another shape of one example; the batch stays. */
    String reshape(String result, String tensor, long... sizes) {
        long[] whole = new long[sizes.length + 1]; // the 0 in front takes the tensor's own size
        System.arraycopy(sizes, 0, whole, 1, sizes.length);
        return node("Reshape", result, List.of(tensor, wholes(whole)));
    }

    /** A constant that is one number. */
    String number(double value) {
        float single = (float) value;
        return constants.computeIfAbsent(single, key -> constant("number", DataType.FLOAT,
                TensorProto.newBuilder().addFloatData(single)));
    }

    /** A constant that is a list of whole numbers. */
    String wholes(long... values) {
        List<Long> list = Arrays.stream(values).boxed().toList();
        return constants.computeIfAbsent(list, key -> constant("sizes", DataType.INT64,
                TensorProto.newBuilder().addDims(values.length).addAllInt64Data(list)));
    }

    /** A constant that is a tensor of the operation's own. */
    String tensor(String name, float[] values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder();
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return constant(name, DataType.FLOAT, tensor);
    }

    private String constant(String wanted, DataType type, TensorProto.Builder tensor) {
        String name = fresh(wanted);
        graph.addInitializer(tensor.setName(name).setDataType(type.getNumber()));
        return name;
    }

    /** A parameter of the net, under its own name, its bytes not copied. */
    String parameter(String name, Tensor value) {
        if (parameters.add(name)) {
            Tensor single = value.as(Tensor.Type.F32);
            graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber())
                    .addAllDims(single.shape()).setRawData(UnsafeByteOperations.unsafeWrap(single.bytes())));
        }
        return name;
    }

    void input(String name, Shape shape) {
        graph.addInput(info(name, shape));
    }

    void output(String name, Shape shape) {
        graph.addOutput(info(name, shape));
    }

    private static ValueInfoProto info(String name, Shape shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        shape.dimensions().forEach(d -> sizes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d)));
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()).setShape(sizes))).build();
    }
}
