package dev.netc.compiler.kernel;

import java.util.List;

import dev.netc.compiler.kernel.Expr.Binary;
import dev.netc.compiler.kernel.Expr.Call;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.Expr.Real;
import dev.netc.compiler.kernel.Expr.Whole;

/** Makes expressions, simplified as they are made: constants computed, what adds nothing left out. */
public final class Exprs {
    private Exprs() {}

    public static Expr whole(long value) {
        return new Whole(value);
    }

    public static Expr real(double value) {
        return new Real(value);
    }

    public static Expr add(Expr left, Expr right) {
        if (left instanceof Binary(Operator o, Expr base, Whole(long a)) && o == Operator.ADD
                && right instanceof Whole(long b)) {
            return add(base, whole(a + b));
        }
        if (right instanceof Whole(long b) && b < 0) {
            return subtract(left, whole(-b));
        }
        return is(left, 0) ? right : is(right, 0) ? left : binary(Operator.ADD, left, right);
    }

    public static Expr subtract(Expr left, Expr right) {
        return is(right, 0) ? left : binary(Operator.SUBTRACT, left, right);
    }

    public static Expr multiply(Expr left, Expr right) {
        if (is(left, 0) || is(right, 0)) {
            return whole(0);
        }
        return is(left, 1) ? right : is(right, 1) ? left : binary(Operator.MULTIPLY, left, right);
    }

    public static Expr divide(Expr left, Expr right) {
        return is(right, 1) ? left : binary(Operator.DIVIDE, left, right);
    }

    public static Expr remainder(Expr left, Expr right) {
        return is(right, 1) ? whole(0) : binary(Operator.REMAINDER, left, right);
    }

    public static Call call(String function, Expr... arguments) {
        return new Call(function, List.of(arguments));
    }

    /** The larger of two ints. */
    public static Expr max(Expr left, Expr right) {
        return left instanceof Whole(long a) && right instanceof Whole(long b)
                ? whole(Math.max(a, b))
                : call("max", left, right);
    }

    /** The smaller of two ints. */
    public static Expr min(Expr left, Expr right) {
        return left instanceof Whole(long a) && right instanceof Whole(long b)
                ? whole(Math.min(a, b))
                : call("min", left, right);
    }

    /** {@code left operator right}, computed where both are whole numbers. */
    public static Expr binary(Operator operator, Expr left, Expr right) {
        if (left instanceof Whole(long a) && right instanceof Whole(long b)) {
            return switch (operator) {
                case ADD -> whole(a + b);
                case SUBTRACT -> whole(a - b);
                case MULTIPLY -> whole(a * b);
                case DIVIDE -> whole(a / b);
                case REMAINDER -> whole(a % b);
                case LESS -> whole(a < b ? 1 : 0);
                case LESS_EQUAL -> whole(a <= b ? 1 : 0);
                case GREATER -> whole(a > b ? 1 : 0);
                case GREATER_EQUAL -> whole(a >= b ? 1 : 0);
                case EQUAL -> whole(a == b ? 1 : 0);
                case NOT_EQUAL -> whole(a != b ? 1 : 0);
                case AND -> whole(a != 0 && b != 0 ? 1 : 0);
            };
        }
        return new Binary(operator, left, right);
    }

    /** Whether both hold; 1 is what always does. */
    public static Expr and(Expr left, Expr right) {
        return is(left, 1) ? right : is(right, 1) ? left : binary(Operator.AND, left, right);
    }

    private static boolean is(Expr expression, long value) {
        return expression instanceof Whole(long w) && w == value;
    }
}
