package dev.netc.compiler.scalar;

import dev.netc.compiler.scalar.Scalar.Binary;
import dev.netc.compiler.scalar.Scalar.Call;
import dev.netc.compiler.scalar.Scalar.Constant;
import dev.netc.compiler.scalar.Scalar.Keep;
import dev.netc.compiler.scalar.Scalar.Operand;
import dev.netc.compiler.scalar.Scalar.Operator;

/** Walks over scalar expressions. */
public final class Scalars {
    private Scalars() {}

    /** {@code expression} with every operand replaced, and what has become simpler made so. */
    public static Scalar replace(Scalar expression, java.util.function.Function<Operand, Scalar> replacement) {
        return switch (expression) {
            case Operand operand -> replacement.apply(operand);
            case Constant constant -> constant;
            case Keep keep -> keep;
            case Binary(Operator operator, Scalar left, Scalar right) ->
                binary(operator, replace(left, replacement), replace(right, replacement));
            case Call(Scalar.Function function, Scalar argument) -> call(function, replace(argument, replacement));
        };
    }

    /** How many operands it reads: the highest index plus one. */
    public static int arity(Scalar expression) {
        return switch (expression) {
            case Operand(int index) -> index + 1;
            case Constant c -> 0;
            case Keep k -> 0;
            case Binary(Operator o, Scalar left, Scalar right) -> Math.max(arity(left), arity(right));
            case Call(Scalar.Function f, Scalar argument) -> arity(argument);
        };
    }

    /** How many constants, operands, operators and functions it is written with; {@code limit} where it is more. */
    public static int size(Scalar expression, int limit) {
        if (limit <= 1) {
            return limit;
        }
        int size = switch (expression) {
            case Operand o -> 1;
            case Constant c -> 1;
            case Keep k -> 1;
            case Call(Scalar.Function f, Scalar argument) -> 1 + size(argument, limit - 1);
            case Binary(Operator o, Scalar left, Scalar right) -> {
                int first = 1 + size(left, limit - 1);
                yield first + size(right, limit - first);
            }
        };
        return Math.min(size, limit);
    }

    /** {@code left operator right}, made simpler where a rule of arithmetic that holds for every number allows. */
    public static Scalar binary(Operator operator, Scalar left, Scalar right) {
        if (left instanceof Constant(double a) && right instanceof Constant(double b)) {
            return new Constant(Evaluator.apply(operator, a, b));
        }
        return switch (operator) {
            case ADD -> is(left, 0) ? right : is(right, 0) ? left : new Binary(operator, left, right);
            case SUBTRACT -> is(right, 0)
                    ? left
                    : is(left, 0) ? call(Scalar.Function.NEGATE, right) : new Binary(operator, left, right);
            case MULTIPLY -> multiply(left, right);
            case DIVIDE -> is(right, 1) ? left : new Binary(operator, left, right);
            case POW -> is(right, 1) ? left : new Binary(operator, left, right);
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, MIN, MAX ->
                new Binary(operator, left, right);
        };
    }

    /** Zero times anything is zero here: derivatives of what does not depend on an operand vanish. */
    private static Scalar multiply(Scalar left, Scalar right) {
        if (is(left, 0) || is(right, 0)) {
            return new Constant(0);
        }
        return is(left, 1) ? right : is(right, 1) ? left : new Binary(Operator.MULTIPLY, left, right);
    }

    /** {@code function(argument)}, computed where the argument is a constant. */
    public static Scalar call(Scalar.Function function, Scalar argument) {
        return argument instanceof Constant(double a)
                ? new Constant(Evaluator.apply(function, a))
                : new Call(function, argument);
    }

    private static boolean is(Scalar expression, double value) {
        return expression instanceof Constant(double c) && c == value;
    }
}
