package dev.netc.interchange.onnx.writer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.InputValue;
import dev.netc.compiler.network.Network.Named;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.network.Network.ResultValue;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.ExportException;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.OperatorSetIdProto;
import dev.netc.interchange.onnx.schema.StringStringEntryProto;
import dev.netc.program.Input;
import dev.netc.runtime.tensor.Tensor;

/**
 * A net with its weights as an ONNX model that infers (github.com/onnx/onnx, docs/IR.md and docs/Operators.md): what its outputs
 * need, at test time. The batch is free; labels and {@code prepare} stay behind. Parameters keep their names.
 */
public final class OnnxWriter {
    /** The operator set that the nodes are of. */
    public static final int OPERATOR_SET = 17;
    /** The version of the file format that came with it. */
    private static final int IR_VERSION = 8;
    /** A protobuf message has no more, and the graph needs some. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (16 << 20);

    private final Network network;
    private final Map<String, Tensor> weights;
    private final GraphWriter graph;
    /** By the operation that a binding ends in. */
    private final NavigableMap<Integer, String> bindings = new TreeMap<>();
    private final Map<Integer, String> outputs = new HashMap<>();
    private final Map<Network.Value, Flow> flows = new HashMap<>();

    private OnnxWriter(Network network, Map<String, Tensor> weights) {
        this.network = network;
        this.weights = weights;
        List<String> taken = new ArrayList<>();
        network.inputs().forEach(input -> taken.add(input.name()));
        network.outputs().forEach(output -> taken.add(output.name()));
        network.operations().forEach(o -> o.parameters().forEach(p -> taken.add(p.name())));
        this.graph = new GraphWriter(network.name(), taken);
        network.bindings().forEach(binding -> named(binding, bindings));
        network.outputs().forEach(output -> named(output, outputs));
    }

    private static void named(Named named, Map<Integer, String> names) {
        if (named.value() instanceof ResultValue(int id)) {
            names.putIfAbsent(id, named.name());
        }
    }

    /**
     * A model, ready to be written.
     *
     * @param weights every parameter by name, columns joined; what is float64 is rounded
     * @param metadata words about it, by key
     * @throws ExportException where ONNX cannot say the net
     */
    public static OnnxModel model(Network network, Map<String, Tensor> weights, Map<String, String> metadata) {
        OnnxWriter writer = new OnnxWriter(network, weights);
        writer.write();
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("netc")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(writer.graph.graph());
        new TreeMap<>(metadata).forEach((key, value) -> model
                .addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return new OnnxModel(model.build(), writer.graph.parameters());
    }

    private void write() {
        for (Input input : network.inputs()) {
            if (input instanceof Input.Tensor(String name, List<Integer> sizes)) {
                Shape shape = new Shape(sizes);
                graph.input(name, shape);
                flows.put(new InputValue(name), new Flow(name, shape, 1));
            }
        }
        Set<Integer> needed = needed();
        checkSize(needed);
        network.operations().stream().filter(o -> needed.contains(o.id())).forEach(this::write);
        network.outputs().forEach(this::output);
    }

    /** What the outputs are computed of. */
    private Set<Integer> needed() {
        Set<Integer> needed = new HashSet<>();
        network.outputs().forEach(output -> need(output.value(), needed));
        for (Operation operation : network.operations().reversed()) {
            if (needed.contains(operation.id())) {
                operation.operands().forEach(operand -> need(operand, needed));
            }
        }
        return needed;
    }

    private static void need(Network.Value value, Set<Integer> needed) {
        if (value instanceof ResultValue(int id)) {
            needed.add(id);
        }
    }

    private void checkSize(Set<Integer> needed) {
        long bytes = network.operations().stream().filter(o -> needed.contains(o.id()))
                .flatMap(o -> o.parameters().stream())
                .mapToLong(p -> Float.BYTES * (long) weights.get(p.name()).elements()).sum();
        if (bytes > MOST_BYTES) {
            throw new ExportException("net " + network.name() + " has " + bytes + " bytes of parameters; an ONNX file"
                    + " holds at most 2147483647 in all");
        }
    }

    private void write(Operation operation) {
        List<Flow> operands = operation.operands().stream().map(flows::get).toList();
        List<String> parameters = operation.parameters().stream().map(ParameterSpec::name)
                .map(name -> graph.parameter(name, weights.get(name))).toList();
        int readers = operation.operands().get(0) instanceof ResultValue(int id)
                ? network.operations().get(id).copies()
                : 1;
        flows.put(new ResultValue(operation.id()),
                new OperationWriter(graph, operation, name(operation), operands, parameters).write(readers));
    }

    /** An output's name; the binding's for its last step, and {@code binding.operator} for the steps before. */
    private String name(Operation operation) {
        String output = outputs.get(operation.id());
        if (output != null) {
            return output;
        }
        String own = operation.operator() instanceof Pointwise(String function, Scalar body)
                ? function
                : operation.operator().name();
        Map.Entry<Integer, String> binding = bindings.ceilingEntry(operation.id());
        return graph.fresh(binding == null
                ? own
                : binding.getKey() == operation.id() ? binding.getValue() : binding.getValue() + "." + own);
    }

    private void output(Named output) {
        Flow flow = flows.get(output.value());
        if (!flow.name().equals(output.name())) {
            graph.node("Identity", output.name(), List.of(flow.name()));
        }
        graph.output(output.name(), flow.whole());
    }
}
