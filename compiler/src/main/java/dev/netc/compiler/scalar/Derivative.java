package dev.netc.compiler.scalar;

import dev.netc.compiler.scalar.Scalar.Binary;
import dev.netc.compiler.scalar.Scalar.Call;
import dev.netc.compiler.scalar.Scalar.Constant;
import dev.netc.compiler.scalar.Scalar.Function;
import dev.netc.compiler.scalar.Scalar.Keep;
import dev.netc.compiler.scalar.Scalar.Operand;
import dev.netc.compiler.scalar.Scalar.Operator;

/**
 * Symbolic derivatives. Comparisons and draws have derivative 0; at a tie of min or max the second argument gets the
 * gradient. Where the outermost function allows, the derivative reads the function's result instead of its operands
 * (relu, tanh, sigmoid, exp), so that the operands need not be kept.
 */
public final class Derivative {
    private final int operand;

    private Derivative(int operand) {
        this.operand = operand;
    }

    /**
     * The derivative of {@code body} by operand number {@code operand}.
     *
     * @param result number under which the derivative may read the value of {@code body} itself
     */
    public static Scalar of(Scalar body, int operand, int result) {
        return new Derivative(operand).outermost(body, new Operand(result));
    }

    /** The product, simplified. */
    public static Scalar times(Scalar left, Scalar right) {
        return Scalars.binary(Operator.MULTIPLY, left, right);
    }

    private Scalar outermost(Scalar body, Scalar result) {
        return switch (body) {
            case Binary(Operator o, Scalar a, Constant c) when o == Operator.MAX ->
                times(Scalars.binary(Operator.GREATER, result, c), inner(a));
            case Binary(Operator o, Scalar a, Constant c) when o == Operator.MIN ->
                times(Scalars.binary(Operator.LESS, result, c), inner(a));
            case Call(Function f, Scalar a) -> times(call(f, a, result), inner(a));
            case Binary b -> inner(b);
            case Operand o -> inner(o);
            case Constant c -> inner(c);
            case Keep k -> inner(k);
        };
    }

    private Scalar inner(Scalar e) {
        return switch (e) {
            case Operand(int index) -> new Constant(index == operand ? 1 : 0);
            case Constant c -> new Constant(0);
            case Keep k -> new Constant(0);
            case Call(Function f, Scalar a) -> times(call(f, a, e), inner(a));
            case Binary(Operator o, Scalar a, Scalar b) -> binary(o, a, b, e);
        };
    }

    /** The derivative of f at {@code a}, whose value is {@code result}. */
    private static Scalar call(Function f, Scalar a, Scalar result) {
        Constant one = new Constant(1);
        return switch (f) {
            case NEGATE -> new Constant(-1);
            case ABS -> minus(Scalars.binary(Operator.GREATER, a, new Constant(0)),
                    Scalars.binary(Operator.LESS, a, new Constant(0)));
            case EXP -> result;
            case LOG -> Scalars.binary(Operator.DIVIDE, one, a);
            case SQRT -> Scalars.binary(Operator.DIVIDE, new Constant(0.5), result);
            case TANH -> minus(one, times(result, result));
            case SIGMOID -> times(result, minus(one, result));
        };
    }

    private Scalar binary(Operator o, Scalar a, Scalar b, Scalar whole) {
        Scalar da = inner(a);
        Scalar db = inner(b);
        return switch (o) {
            case ADD -> Scalars.binary(Operator.ADD, da, db);
            case SUBTRACT -> minus(da, db);
            case MULTIPLY -> Scalars.binary(Operator.ADD, times(da, b), times(a, db));
            case DIVIDE -> Scalars.binary(Operator.DIVIDE, minus(da, times(whole, db)), b);
            case MAX -> choose(Operator.GREATER, a, b, da, db);
            case MIN -> choose(Operator.LESS, a, b, da, db);
            case POW -> power(a, b, da, db, whole);
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> new Constant(0);
        };
    }

    private static Scalar choose(Operator first, Scalar a, Scalar b, Scalar da, Scalar db) {
        Scalar chosen = Scalars.binary(first, a, b);
        return Scalars.binary(Operator.ADD, times(chosen, da), times(minus(new Constant(1), chosen), db));
    }

    private static Scalar power(Scalar a, Scalar b, Scalar da, Scalar db, Scalar whole) {
        Scalar byBase = times(times(b, Scalars.binary(Operator.POW, a, minus(b, new Constant(1)))), da);
        Scalar byExponent = db instanceof Constant(double zero) && zero == 0
                ? db
                : times(times(whole, Scalars.call(Function.LOG, a)), db);
        return Scalars.binary(Operator.ADD, byBase, byExponent);
    }

    private static Scalar minus(Scalar left, Scalar right) {
        return Scalars.binary(Operator.SUBTRACT, left, right);
    }
}
