package dev.netc.interchange.onnx.writer;

import static java.util.Locale.ROOT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalar.Operator;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;

/** A pointwise function as nodes: a node for each of its different parts. */
final class ScalarNodes {
    private static final Scalar ZERO = new Scalar.Constant(0);

    private final GraphWriter graph;
    private final String result;
    private final List<String> operands;
    private final Map<Scalar, String> known = new HashMap<>();

    /**
     * A function to be written.
     *
     * @param result name of its result, and the beginning of its parts' names
     * @param operands tensors of one shape
     */
    ScalarNodes(GraphWriter graph, String result, List<String> operands) {
        this.graph = graph;
        this.result = result;
        this.operands = operands;
    }

    /** The whole function; a mere operand is that operand. */
    String write(Scalar body) {
        return switch (body) {
            case Scalar.Operand(int index) -> operands.get(index);
            case Scalar whole when readsOperand(whole) -> part(whole, result);
            case Scalar constant -> graph.node("Expand", result, List.of(part(constant),
                    graph.step("Shape", result, "shape", List.of(operands.get(0)))));
        };
    }

    private static boolean readsOperand(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Operand operand -> true;
            case Scalar.Constant constant -> false;
            case Scalar.Binary(Operator operator, Scalar left, Scalar right) ->
                readsOperand(left) || readsOperand(right);
            case Scalar.Call(Scalar.Function function, Scalar argument) -> readsOperand(argument);
            case Scalar.Keep keep -> false;
        };
    }

    private String part(Scalar scalar) {
        String there = known.get(scalar);
        if (there == null) {
            there = switch (scalar) {
                case Scalar.Operand(int index) -> operands.get(index);
                case Scalar.Constant(double value) -> graph.number(value);
                case Scalar.Binary b -> part(scalar, graph.fresh(result + "." + b.operator().name().toLowerCase(ROOT)));
                case Scalar.Call c -> part(scalar, graph.fresh(result + "." + c.function().name().toLowerCase(ROOT)));
                case Scalar.Keep keep -> throw dropped();
            };
            known.put(scalar, there);
        }
        return there;
    }

    private String part(Scalar scalar, String name) {
        return switch (scalar) {
            case Scalar.Binary(Operator operator, Scalar left, Scalar right) when operator == Operator.MAX
                    && right.equals(ZERO) ->
                graph.node("Relu", name, List.of(part(left)));
            case Scalar.Binary(Operator operator, Scalar left, Scalar right) ->
                binary(operator, name, List.of(part(left), part(right)));
            case Scalar.Call(Scalar.Function function, Scalar argument) ->
                graph.node(operator(function), name, List.of(part(argument)));
            case Scalar.Operand operand -> throw new IllegalStateException("an operand needs no node");
            case Scalar.Constant constant -> throw new IllegalStateException("a constant needs no node");
            case Scalar.Keep keep -> throw dropped();
        };
    }

    private static IllegalStateException dropped() {
        return new IllegalStateException("nothing is dropped at test time");
    }

    private String binary(Operator operator, String name, List<String> inputs) {
        return switch (operator) {
            case ADD -> graph.node("Add", name, inputs);
            case SUBTRACT -> graph.node("Sub", name, inputs);
            case MULTIPLY -> graph.node("Mul", name, inputs);
            case DIVIDE -> graph.node("Div", name, inputs);
            case MIN -> graph.node("Min", name, inputs);
            case MAX -> graph.node("Max", name, inputs);
            case POW -> graph.node("Pow", name, inputs);
            case LESS -> number(name, graph.step("Less", name, "is", inputs));
            case LESS_EQUAL -> number(name, graph.step("LessOrEqual", name, "is", inputs));
            case GREATER -> number(name, graph.step("Greater", name, "is", inputs));
            case GREATER_EQUAL -> number(name, graph.step("GreaterOrEqual", name, "is", inputs));
            case EQUAL -> number(name, graph.step("Equal", name, "is", inputs));
            case NOT_EQUAL -> number(name,
                    graph.step("Not", name, "is", List.of(graph.step("Equal", name, "same", inputs))));
        };
    }

    /** 1 for what is true, 0 for what is not. */
    private String number(String name, String truth) {
        return graph.node("Cast", name, List.of(truth), Attributes.integer("to", DataType.FLOAT.getNumber()));
    }

    private static String operator(Scalar.Function function) {
        return switch (function) {
            case NEGATE -> "Neg";
            case ABS -> "Abs";
            case EXP -> "Exp";
            case LOG -> "Log";
            case SQRT -> "Sqrt";
            case TANH -> "Tanh";
            case SIGMOID -> "Sigmoid";
        };
    }
}
