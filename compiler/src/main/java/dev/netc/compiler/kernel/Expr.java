package dev.netc.compiler.kernel;

import java.util.List;

/** An expression of a kernel. What is pointwise over lanes is written as if there were one. */
public sealed interface Expr {
    record Whole(long value) implements Expr {}

    record Real(double value) implements Expr {}

    record Name(String name) implements Expr {}

    record Binary(Operator operator, Expr left, Expr right) implements Expr {}

    /** {@code then} where {@code left comparison right}, else {@code otherwise}; all real, of one number of lanes. */
    record Choose(Operator comparison, Expr left, Expr right, Expr then, Expr otherwise) implements Expr {}

    /** A function of OpenCL C, or of the kernel's preamble. */
    record Call(String function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code pointer[index]}. */
    record Load(String pointer, Expr index) implements Expr {}

    /** One lane of a vector. */
    record Lane(Name vector, int lane) implements Expr {}

    /** A vector of these scalars. */
    record Lanes(KernelType type, List<Expr> values) implements Expr {
        public Lanes {
            values = List.copyOf(values);
        }
    }

    /** A scalar converted to this type; of a vector type all lanes are the same. */
    record Convert(KernelType type, Expr value) implements Expr {}

    /** A vector of whole numbers as reals, lane by lane. */
    record ToReal(Expr value) implements Expr {}

    /** A vector of reals as whole numbers of that type, lane by lane. */
    record ToWhole(KernelType.Base type, Expr value) implements Expr {
        public ToWhole {
            if (type == KernelType.Base.REAL) {
                throw new IllegalArgumentException("a real is no whole number");
            }
        }
    }

    /** Operators; comparisons of scalars give an int. */
    enum Operator {
        ADD("+", 4), SUBTRACT("-", 4), MULTIPLY("*", 5), DIVIDE("/", 5), REMAINDER("%", 5), LESS("<", 3), LESS_EQUAL(
                "<=",
                3), GREATER(">", 3), GREATER_EQUAL(">=", 3), EQUAL("==", 2), NOT_EQUAL("!=", 2), AND("&&", 1);

        private final String text;
        private final int binding;

        Operator(String text, int binding) {
            this.text = text;
            this.binding = binding;
        }

        String text() {
            return text;
        }

        /** Higher binds tighter. */
        int binding() {
            return binding;
        }
    }
}
