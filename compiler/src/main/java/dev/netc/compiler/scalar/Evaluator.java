package dev.netc.compiler.scalar;

import dev.netc.compiler.scalar.Scalar.Binary;
import dev.netc.compiler.scalar.Scalar.Call;
import dev.netc.compiler.scalar.Scalar.Constant;
import dev.netc.compiler.scalar.Scalar.Function;
import dev.netc.compiler.scalar.Scalar.Keep;
import dev.netc.compiler.scalar.Scalar.Operand;
import dev.netc.compiler.scalar.Scalar.Operator;
import dev.netc.program.Philox;

/** Computes scalar expressions in double. */
public record Evaluator(long seed, int step) {

    /** The value at element {@code at} of every operand, which is element {@code element} of example {@code example}. */
    public double evaluate(Scalar e, double[][] operands, int at, int example, int element) {
        return switch (e) {
            case Operand(int index) -> operands[index][at];
            case Constant(double value) -> value;
            case Keep keep -> keeps(keep, example, element) ? 1 : 0;
            case Call(Function f, Scalar a) -> apply(f, evaluate(a, operands, at, example, element));
            case Binary(Operator o, Scalar a, Scalar b) ->
                apply(o, evaluate(a, operands, at, example, element), evaluate(b, operands, at, example, element));
        };
    }

    private boolean keeps(Keep keep, int example, int element) {
        int word = Philox.words(example, element, step, keep.stream(), (int) seed, (int) (seed >>> 32))[0];
        return Integer.compareUnsigned(word, Philox.threshold(keep.drop())) >= 0;
    }

    static double apply(Operator o, double a, double b) {
        return switch (o) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case POW -> Math.pow(a, b);
        };
    }

    static double apply(Function f, double a) {
        return switch (f) {
            case NEGATE -> -a;
            case ABS -> Math.abs(a);
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case SQRT -> Math.sqrt(a);
            case TANH -> Math.tanh(a);
            case SIGMOID -> 1 / (1 + Math.exp(-a));
        };
    }
}
