package dev.netc.peers.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.peers.joined.JoinedNet;
import dev.netc.peers.joined.Layer;
import dev.netc.runtime.tensor.Tensor;

/**
 * A net with its weights as an ONNX model that infers: the batch is free, the operators are ONNX's own, of the operator set
 * {@value #OPERATOR_SET} (github.com/onnx/onnx, docs/Operators.md).
 */
public final class OnnxExport {
    /** The operator set that the nodes are of. */
    public static final int OPERATOR_SET = 17;
    /** The version of the file format that came with it. */
    private static final int IR_VERSION = 8;
    private static final String BATCH = "batch";

    private final JoinedNet net;
    private final Map<String, Tensor> parameters;
    private final GraphProto.Builder graph = GraphProto.newBuilder();

    private OnnxExport(JoinedNet net, Map<String, Tensor> parameters) {
        this.net = net;
        this.parameters = parameters;
    }

    /**
     * The model.
     *
     * @param parameters float32, by name, all columns joined
     */
    public static ModelProto model(JoinedNet net, Map<String, Tensor> parameters) {
        return new OnnxExport(net, parameters).model();
    }

    private ModelProto model() {
        graph.setName(net.name()).addInput(value(net.image(), net.shape()))
                .addOutput(value(net.output(), net.shapeOf(net.probabilities())));
        for (int i = 0; i < net.steps().size(); i++) {
            emit(net.steps().get(i), name(i + 1));
        }
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("netc")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET)).setGraph(graph).build();
    }

    private String name(int value) {
        return value == 0 ? net.image() : value == net.probabilities() ? net.output() : "value" + value;
    }

    private void emit(JoinedNet.Step step, String result) {
        String from = name(step.from());
        switch (step.layer()) {
            case Layer.Conv conv ->
                node("Conv", operands(from, conv.weight(), conv.bias()), result, integers("strides",
                        conv.strideHeight(), conv.strideWidth()), pads(conv.pad()), integer("group", conv.groups()));
            case Layer.Dense(String weight, Optional<String> bias) -> {
                node("Flatten", List.of(from), result + ".flat");
                node("Gemm", operands(result + ".flat", weight, bias), result, integer("transB", 1));
            }
            case Layer.Relu() -> node("Relu", List.of(from), result);
            case Layer.Lrn lrn -> normalize(lrn, from, step.shape(), result);
            case Layer.MaxPool pool -> node("MaxPool", List.of(from), result,
                    integers("kernel_shape", pool.height(), pool.width()),
                    integers("strides", pool.strideHeight(), pool.strideWidth()), pads(pool.pad()));
            case Layer.Dropout(double drop, double factor) -> scale(from, factor, result);
            case Layer.Softmax() -> node("Softmax", List.of(from), result, integer("axis", 1));
        }
    }

    /** Columns become examples while their channels are normalised: the same bytes behind another shape. */
    private void normalize(Layer.Lrn lrn, String from, Shape shape, String result) {
        if (lrn.columns() == 1) {
            window(lrn, from, result);
            return;
        }
        reshape(from, shape.withChannels(shape.channels() / lrn.columns()), result + ".apart");
        window(lrn, result + ".apart", result + ".normal");
        reshape(result + ".normal", shape, result);
    }

    /** ONNX divides alpha by the size. */
    private void window(Layer.Lrn lrn, String from, String result) {
        node("LRN", List.of(from), result, integer("size", lrn.size()), real("alpha", lrn.alpha() * lrn.size()),
                real("beta", lrn.beta()), real("bias", lrn.k()));
    }

    private void reshape(String from, Shape shape, String result) {
        TensorProto.Builder sizes = TensorProto.newBuilder().setName(result + ".shape")
                .setDataType(TensorProto.DataType.INT64_VALUE).addDims(shape.dimensions().size() + 1).addInt64Data(-1);
        shape.dimensions().forEach(sizes::addInt64Data);
        graph.addInitializer(sizes);
        node("Reshape", List.of(from, result + ".shape"), result);
    }

    private void scale(String from, double factor, String result) {
        if (factor == 1) {
            node("Identity", List.of(from), result);
            return;
        }
        graph.addInitializer(TensorProto.newBuilder().setName(result + ".factor")
                .setDataType(TensorProto.DataType.FLOAT_VALUE).addFloatData((float) factor));
        node("Mul", List.of(from, result + ".factor"), result);
    }

    private List<String> operands(String from, String weight, Optional<String> bias) {
        List<String> operands = new ArrayList<>(List.of(from));
        Stream.concat(Stream.of(weight), bias.stream()).forEach(parameter -> {
            graph.addInitializer(initializer(parameter));
            operands.add(parameter);
        });
        return operands;
    }

    private TensorProto initializer(String parameter) {
        Tensor tensor = parameters.get(parameter);
        if (tensor.type() != Tensor.Type.F32) {
            throw new IllegalArgumentException(parameter + " is " + tensor + ", not float32");
        }
        return TensorProto.newBuilder().setName(parameter).setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(tensor.shape()).setRawData(ByteString.copyFrom(tensor.bytes())).build();
    }

    private void node(String operator, List<String> operands, String result, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().setOpType(operator).setName(result).addAllInput(operands)
                .addOutput(result).addAllAttribute(List.of(attributes)));
    }

    private static ValueInfoProto value(String name, Shape shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder().addDim(dimension().setDimParam(BATCH));
        shape.dimensions().forEach(d -> sizes.addDim(dimension().setDimValue(d)));
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(sizes))).build();
    }

    private static TensorShapeProto.Dimension.Builder dimension() {
        return TensorShapeProto.Dimension.newBuilder();
    }

    private static AttributeProto pads(Padding pad) {
        return integers("pads", pad.top(), pad.left(), pad.bottom(), pad.right());
    }

    private static AttributeProto integer(String name, int value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    private static AttributeProto integers(String name, int... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name)
                .setType(AttributeProto.AttributeType.INTS);
        for (int value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value).build();
    }
}
