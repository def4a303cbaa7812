package dev.netc.compiler.scalar;

import java.util.Locale;

import dev.netc.compiler.scalar.Scalar.Binary;
import dev.netc.compiler.scalar.Scalar.Call;
import dev.netc.compiler.scalar.Scalar.Constant;
import dev.netc.compiler.scalar.Scalar.Keep;
import dev.netc.compiler.scalar.Scalar.Operand;

/** Writes scalar expressions: {@code max($0, 0)}, {@code ($0 + $1) * keep(0.5, 3)}. */
public final class ScalarPrinter {
    /** From here on not every whole number is a double. */
    private static final double EXACT = 0x1p53;

    private ScalarPrinter() {}

    /** The text, which {@link ScalarParser} reads back. */
    public static String print(Scalar e) {
        return switch (e) {
            case Operand(int index) -> "$" + index;
            case Constant(double value) -> number(value);
            case Keep(double drop, int stream) -> "keep(" + number(drop) + ", " + stream + ")";
            case Call(Scalar.Function f, Scalar a) -> name(f) + "(" + print(a) + ")";
            case Binary(Scalar.Operator o, Scalar a, Scalar b) -> isInfix(o)
                    ? operand(a) + " " + o.text() + " " + operand(b)
                    : o.text() + "(" + print(a) + ", " + print(b) + ")";
        };
    }

    /** A number without a fraction that says nothing: {@code 2}, {@code 0.75}, {@code 1e-4}. Every double reads back as itself. */
    public static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        boolean minusZero = value == 0 && 1 / value < 0;
        return minusZero ? "-0" : whole ? Long.toString((long) value) : shorter(Double.toString(value));
    }

    private static String shorter(String text) {
        return text.replace(".0E", "e").replace('E', 'e');
    }

    static String name(Scalar.Function function) {
        return function.name().toLowerCase(Locale.ROOT);
    }

    static boolean isInfix(Scalar.Operator operator) {
        return switch (operator) {
            case MIN, MAX, POW -> false;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
        };
    }

    /** What stands beside an operator; no operator binds tighter than another, so that nobody has to know which. */
    private static String operand(Scalar e) {
        return e instanceof Binary(Scalar.Operator o, Scalar a, Scalar b) && isInfix(o)
                ? "(" + print(e) + ")"
                : print(e);
    }
}
