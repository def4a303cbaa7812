package dev.netc.compiler.problem;

/** A value that would cross between devices without {@code all}, or an {@code all} of what does not cross. */
public sealed interface ColumnProblem extends Problem {
    @Override
    default String code() {
        return "column";
    }

    /** A column's value named outside its columns. */
    record ColumnValueOutside(Place where, String value) implements ColumnProblem {}

    /** A column's value named inside other columns. */
    record OtherColumnsValue(Place where, String value) implements ColumnProblem {}

    /** A value from before the columns named inside them. */
    record OuterValueInside(Place where, String value) implements ColumnProblem {}

    /** {@code all} of an input. */
    record AllOfInput(Place where, String input) implements ColumnProblem {}

    /** {@code all} outside columns of a value that stands outside too. */
    record AllOfOuterOutside(Place where, String value) implements ColumnProblem {}

    /** {@code all} of what is no tensor. */
    record AllOfOther(Place where, String found) implements ColumnProblem {}
}
