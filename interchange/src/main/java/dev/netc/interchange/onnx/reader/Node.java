package dev.netc.interchange.onnx.reader;

import java.util.List;
import java.util.Optional;

import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.onnx.schema.AttributeProto;
import dev.netc.interchange.onnx.schema.NodeProto;

/**
 * A node of the graph.
 *
 * @param proto as the file has it
 * @param opset the edition of the operators that it speaks of
 */
record Node(NodeProto proto, long opset) {

    String operator() {
        return proto.getOpType();
    }

    /** ONNX's own operators have no domain. */
    boolean isStandard() {
        return proto.getDomain().isEmpty() || proto.getDomain().equals("ai.onnx");
    }

    /** Its input of that number; absent where it is left out. */
    Optional<String> input(int index) {
        return Optional.of(index).filter(i -> i < proto.getInputCount()).map(proto::getInput).filter(n -> !n.isEmpty());
    }

    /** Its output of that number; absent where nobody wants it. */
    Optional<String> output(int index) {
        return Optional.of(index).filter(i -> i < proto.getOutputCount()).map(proto::getOutput)
                .filter(n -> !n.isEmpty());
    }

    private Optional<AttributeProto> attribute(String name) {
        return proto.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
    }

    /** The attribute with the tensor, where it has one. */
    Optional<AttributeProto> find(String name) {
        return attribute(name);
    }

    boolean has(String name) {
        return attribute(name).isPresent();
    }

    long whole(String name, long standard) {
        return attribute(name).map(AttributeProto::getI).orElse(standard);
    }

    double real(String name, double standard) {
        double value = attribute(name).map(a -> (double) a.getF()).orElse(standard);
        if (!Double.isFinite(value)) {
            throw new Refusal("its " + name + " is " + value);
        }
        return value;
    }

    String word(String name, String standard) {
        return attribute(name).map(a -> a.getS().toStringUtf8()).orElse(standard);
    }

    List<Long> wholes(String name) {
        return attribute(name).map(AttributeProto::getIntsList).orElse(List.of());
    }

    /** How a message names it. */
    String place() {
        String name = proto.getName().isEmpty() ? output(0).orElse("") : proto.getName();
        return "node " + (name.isEmpty() ? "without a name" : name) + " (" + operator() + ")";
    }
}
