package dev.netc.compiler.analyse;

import java.util.List;

import dev.netc.compiler.ast.BinaryOperator;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.scalar.Scalar;

/** {@code + - * /} and unary minus, on numbers and on tensors. */
final class Arithmetic {
    private final Evaluator evaluator;

    Arithmetic(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Meaning negate(Operand operand, Place where) {
        if (operand.meaning() instanceof Meaning.Figure(double value)) {
            return new Meaning.Figure(-value);
        }
        return new PointwiseCall(evaluator).emit("negate", "-", where, List.of(operand),
                scalars -> new Scalar.Call(Scalar.Function.NEGATE, scalars.get(0)));
    }

    Meaning apply(BinaryOperator operator, Operand left, Operand right, Place where) {
        if (operator.compares()) {
            return evaluator.broken(new ArgumentProblem.OnlyInFunctions(where, "a comparison"));
        }
        if (left.meaning() instanceof Meaning.Figure(double a) && right.meaning() instanceof Meaning.Figure(double b)) {
            boolean byZero = operator == BinaryOperator.DIVIDE && b == 0;
            return evaluator.finite(compute(operator, a, b), where.span(), byZero ? "division by zero" : "too large");
        }
        return new PointwiseCall(evaluator).emit(name(operator), operator.sign(), where, List.of(left, right),
                scalars -> new Scalar.Binary(ScalarOperators.of(operator), scalars.get(0), scalars.get(1)));
    }

    private static double compute(BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
                throw new IllegalArgumentException(operator + " gives no number");
        };
    }

    private static String name(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> "compare";
        };
    }
}
