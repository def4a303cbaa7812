package dev.netc.compiler.problem;

/** More than this compiler takes. */
public sealed interface LimitProblem extends Problem {
    @Override
    default String code() {
        return "limit";
    }

    /**
     * Brackets, blocks or operators nested too deep.
     *
     * @param what is nested
     */
    record TooDeep(Place where, String what, int limit) implements LimitProblem {}

    /** Too many operations once blocks are unrolled and columns written out. */
    record TooManyOperations(Place where, int limit) implements LimitProblem {}

    /** A tensor of one example that is too large. */
    record TooManyElements(Place where, String shape) implements LimitProblem {}

    /** A pointwise function that is too long once the functions it uses are written out. */
    record FunctionTooLong(Place where, int limit) implements LimitProblem {}
}
