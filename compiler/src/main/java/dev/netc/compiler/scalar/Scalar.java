package dev.netc.compiler.scalar;

/** A scalar expression over one element of each of a pointwise operation's operands. */
public sealed interface Scalar {
    /** The element of operand number {@code index}. */
    record Operand(int index) implements Scalar {}

    record Constant(double value) implements Scalar {}

    record Binary(Operator operator, Scalar left, Scalar right) implements Scalar {}

    record Call(Function function, Scalar argument) implements Scalar {}

    /**
     * 1 with probability {@code 1 - drop}, else 0: drawn from (seed, step, stream, example, element). The same stream gives the
     * same draws forwards and backwards.
     */
    record Keep(double drop, int stream) implements Scalar {}

    /** Comparisons give 1 or 0. */
    enum Operator {
        ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/"), LESS("<"), LESS_EQUAL("<="), GREATER(">"), GREATER_EQUAL(
                ">="), EQUAL("=="), NOT_EQUAL("!="), MIN("min"), MAX("max"), POW("pow");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Functions of one argument. */
    enum Function {
        NEGATE, ABS, EXP, LOG, SQRT, TANH, SIGMOID
    }
}
