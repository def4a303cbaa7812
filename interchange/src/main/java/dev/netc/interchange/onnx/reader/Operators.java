package dev.netc.interchange.onnx.reader;

import java.util.HashMap;
import java.util.Map;

import dev.netc.interchange.draft.Refusal;

/** The operators that the language can say, at least in some of their forms. */
final class Operators {
    private static final Map<String, Operator> ALL = new HashMap<>();

    static {
        ALL.putAll(WindowOperators.all());
        ALL.putAll(DenseOperators.all());
        ALL.putAll(NormOperators.all());
        ALL.putAll(PointwiseOperators.all());
        ALL.putAll(ArithmeticOperators.all());
        ALL.putAll(ShapeOperators.all());
        ALL.putAll(JoinOperators.all());
        ALL.putAll(ReduceOperators.all());
        ALL.putAll(ConstantOperators.all());
    }

    private Operators() {}

    /** @throws Refusal where the language has nothing like it */
    static Operator of(Node node) {
        if (!node.isStandard()) {
            throw new Refusal("the language has no operator of the domain " + node.proto().getDomain());
        }
        Operator operator = ALL.get(node.operator());
        if (operator == null) {
            throw new Refusal("the language has no such operator");
        }
        return operator;
    }
}
