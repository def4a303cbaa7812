package dev.netc.interchange.onnx.reader;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;
import dev.netc.interchange.Imported;
import dev.netc.interchange.onnx.schema.AttributeProto;
import dev.netc.interchange.onnx.schema.AttributeProto.AttributeType;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.NodeProto;
import dev.netc.interchange.onnx.schema.OperatorSetIdProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.interchange.onnx.schema.TensorShapeProto.Dimension;
import dev.netc.interchange.onnx.schema.ValueInfoProto;

/** Small models, node by node. The last node's first result is the output. */
public final class ModelBuilder {
    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);

    /** A model of that edition of the operators. */
    public ModelBuilder(long opset) {
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
        model.getGraphBuilder().setName("net");
    }

    /** An input; a size below 0 is open. */
    public ModelBuilder input(String name, long... dims) {
        model.getGraphBuilder().addInput(value(name, dims));
        return this;
    }

    private static ValueInfoProto value(String name, long... dims) {
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        var tensor = value.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
        for (long dim : dims) {
            tensor.getShapeBuilder().addDim(dim < 0
                    ? Dimension.newBuilder().setDimParam("n")
                    : Dimension.newBuilder().setDimValue(dim));
        }
        return value.build();
    }

    /** A tensor whose numbers are 0, 1, 2 and so on. */
    public ModelBuilder weight(String name, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT_VALUE);
        long count = 1;
        for (long dim : dims) {
            tensor.addDims(dim);
            count *= dim;
        }
        for (int i = 0; i < count; i++) {
            tensor.addFloatData(i);
        }
        model.getGraphBuilder().addInitializer(tensor);
        return this;
    }

    /** A list of whole numbers. */
    public ModelBuilder wholes(String name, long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.INT64_VALUE)
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        model.getGraphBuilder().addInitializer(tensor);
        return this;
    }

    /** A single number, as an attribute. */
    public static TensorProto number(float value) {
        return TensorProto.newBuilder().setDataType(DataType.FLOAT_VALUE).addDims(1).addFloatData(value).build();
    }

    /** A node; attributes are whole numbers, real ones, words, tensors, or lists of whole numbers. */
    public ModelBuilder node(String operator, List<String> inputs, String output, Map<String, Object> attributes) {
        NodeProto.Builder node = model.getGraphBuilder().addNodeBuilder().setOpType(operator).addAllInput(inputs)
                .addOutput(output);
        attributes.forEach((name, value) -> {
            AttributeProto.Builder attribute = node.addAttributeBuilder().setName(name);
            switch (value) {
                case Long whole -> attribute.setI(whole).setType(AttributeType.INT);
                case Float real -> attribute.setF(real).setType(AttributeType.FLOAT);
                case String word -> attribute.setS(ByteString.copyFromUtf8(word)).setType(AttributeType.STRING);
                case TensorProto tensor -> attribute.setT(tensor).setType(AttributeType.TENSOR);
                case List<?> wholes -> {
                    attribute.setType(AttributeType.INTS);
                    wholes.forEach(w -> attribute.addInts((Long) w));
                }
                default -> throw new IllegalArgumentException(name);
            }
        });
        return this;
    }

    /** A node without attributes. */
    public ModelBuilder node(String operator, List<String> inputs, String output) {
        return node(operator, inputs, output, Map.of());
    }

    /** What is there by now, to be changed. */
    public ModelProto.Builder proto() {
        return model;
    }

    /** The file. */
    public byte[] bytes() {
        var graph = model.getGraphBuilder();
        if (graph.getOutputCount() == 0) {
            graph.addOutput(value(graph.getNode(graph.getNodeCount() - 1).getOutput(0)));
        }
        return model.build().toByteArray();
    }

    /** What becomes of it. */
    public Imported imported() {
        return OnnxReader.read("net.onnx", bytes(), new HashMap<>());
    }
}
