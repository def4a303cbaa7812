package dev.netc.compiler.scalar;

import java.util.Locale;

import dev.netc.compiler.scalar.Scalar.Binary;
import dev.netc.compiler.scalar.Scalar.Call;
import dev.netc.compiler.scalar.Scalar.Constant;
import dev.netc.compiler.scalar.Scalar.Keep;
import dev.netc.compiler.scalar.Scalar.Operand;

/** Writes scalar expressions: {@code max($0, 0.0)}, {@code ($0 + $1) * keep(0.5, 3)}. */
public final class ScalarPrinter {
    private ScalarPrinter() {}

    /** The text, which {@code GraphParser} reads back. */
    public static String print(Scalar e) {
        return switch (e) {
            case Operand(int index) -> "$" + index;
            case Constant(double value) -> Double.toString(value);
            case Keep(double drop, int stream) -> "keep(" + drop + ", " + stream + ")";
            case Call(Scalar.Function f, Scalar a) -> f.name().toLowerCase(Locale.ROOT) + "(" + print(a) + ")";
            case Binary(Scalar.Operator o, Scalar a, Scalar b) -> switch (o) {
                case MIN, MAX, POW -> o.text() + "(" + print(a) + ", " + print(b) + ")";
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
                    "(" + print(a) + " " + o.text() + " " + print(b) + ")";
            };
        };
    }
}
