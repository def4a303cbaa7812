package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Map;

import dev.netc.compiler.ast.BinaryOperator;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;

/** The operators and primitive functions of the language as scalar expressions. */
final class ScalarOperators {
    private static final Map<String, Scalar.Operator> OF_TWO = Map.of("min", Scalar.Operator.MIN, "max",
            Scalar.Operator.MAX, "pow", Scalar.Operator.POW);
    private static final Map<String, Scalar.Function> OF_ONE = Map.of("abs", Scalar.Function.ABS, "exp",
            Scalar.Function.EXP, "log", Scalar.Function.LOG, "sqrt", Scalar.Function.SQRT, "tanh",
            Scalar.Function.TANH, "sigmoid", Scalar.Function.SIGMOID);

    private ScalarOperators() {}

    static Scalar.Operator of(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> Scalar.Operator.ADD;
            case SUBTRACT -> Scalar.Operator.SUBTRACT;
            case MULTIPLY -> Scalar.Operator.MULTIPLY;
            case DIVIDE -> Scalar.Operator.DIVIDE;
            case LESS -> Scalar.Operator.LESS;
            case LESS_EQUAL -> Scalar.Operator.LESS_EQUAL;
            case GREATER -> Scalar.Operator.GREATER;
            case GREATER_EQUAL -> Scalar.Operator.GREATER_EQUAL;
            case EQUAL -> Scalar.Operator.EQUAL;
            case NOT_EQUAL -> Scalar.Operator.NOT_EQUAL;
        };
    }

    static boolean isPrimitive(String name) {
        return OF_TWO.containsKey(name) || OF_ONE.containsKey(name);
    }

    static List<String> primitives() {
        return List.of("min", "max", "abs", "exp", "log", "sqrt", "pow", "tanh", "sigmoid");
    }

    /** The names of a primitive's arguments. */
    static List<String> parameters(String primitive) {
        return OF_TWO.containsKey(primitive) ? List.of("a", "b") : List.of("x");
    }

    /** A primitive of as many arguments as it has parameters. */
    static Scalar primitive(String name, List<Scalar> arguments) {
        Scalar.Operator operator = OF_TWO.get(name);
        return operator != null
                ? binary(operator, arguments.get(0), arguments.get(1))
                : call(OF_ONE.get(name), arguments.get(0));
    }

    /** Computed where both are constants; nothing else is made simpler, so that the tie rule of min and max holds. */
    static Scalar binary(Scalar.Operator operator, Scalar left, Scalar right) {
        return left instanceof Scalar.Constant && right instanceof Scalar.Constant
                ? Scalars.binary(operator, left, right)
                : new Scalar.Binary(operator, left, right);
    }

    static Scalar call(Scalar.Function function, Scalar argument) {
        return Scalars.call(function, argument);
    }
}
