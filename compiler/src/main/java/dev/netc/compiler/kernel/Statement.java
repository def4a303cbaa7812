package dev.netc.compiler.kernel;

import java.util.List;

/** A statement of a kernel. */
public sealed interface Statement {
    /** A new variable. */
    record Declare(KernelType type, String name, Expr value, boolean constant) implements Statement {}

    /** A private array. */
    record Array(KernelType type, String name, int length) implements Statement {}

    /** An array that a work-group shares; stands at the beginning of a kernel. */
    record LocalArray(KernelType type, String name, int length) implements Statement {}

    /** Every work-item of a group waits here for the others, and sees what they stored in local memory. */
    record Barrier() implements Statement {}

    record Assign(String name, Expr value) implements Statement {}

    /** {@code pointer[index] = value}. */
    record Store(String pointer, Expr index, Expr value) implements Statement {}

    /** Stores a vector of so many lanes as the {@code index}-th one of an array of single numbers. */
    record StoreVector(int lanes, String array, Expr index, Expr value) implements Statement {}

    /** {@code for (type name = from; name < to; name += step)}. */
    record For(KernelType type, String name, Expr from, Expr to, int step, List<Statement> body) implements Statement {
        public For {
            body = List.copyOf(body);
        }
    }

    record If(Expr condition, List<Statement> then) implements Statement {
        public If {
            then = List.copyOf(then);
        }
    }

    /** Statements with names of their own. */
    record Block(List<Statement> body) implements Statement {
        public Block {
            body = List.copyOf(body);
        }
    }

    /** A call for what it does. */
    record Invoke(Expr.Call call) implements Statement {}

    record Comment(String text) implements Statement {}

    /** OpenCL C as it stands: the escape. */
    record Raw(String text) implements Statement {}
}
