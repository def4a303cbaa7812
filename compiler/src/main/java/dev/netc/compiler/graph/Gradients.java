package dev.netc.compiler.graph;

/** What a gradient rule is given, and where it hands its results. */
public interface Gradients {
    Node node();

    /** The gradient of the loss by result {@code index}. */
    Value incoming(int index);

    default Value input(int index) {
        return node().inputs().get(index);
    }

    /** Whether anybody asks for the gradient of input {@code index}. */
    boolean wanted(int index);

    /** A new node on this node's device, its results named after {@code purpose}. */
    Node emitNode(String purpose, Operator operator, Value... inputs);

    /** A new node with one result: that. */
    default Value emit(String purpose, Operator operator, Value... inputs) {
        return emitNode(purpose, operator, inputs).result();
    }

    /** Says that the gradient of input {@code index} is {@code gradient}. */
    void give(int index, Value gradient);
}
