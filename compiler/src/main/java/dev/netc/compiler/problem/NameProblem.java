package dev.netc.compiler.problem;

import java.util.Optional;

/** A name that means nothing where it stands, or two things. */
public sealed interface NameProblem extends Problem {
    @Override
    default String code() {
        return "name";
    }

    /** The name that is wrong. */
    String name();

    /** No value has this name. */
    record UnknownValue(Place where, String name, Optional<String> nearest) implements NameProblem {}

    /** Nothing that can be called has this name. */
    record UnknownFunction(Place where, String name, Optional<String> nearest) implements NameProblem {}

    /** A function's name where a value belongs. */
    record FunctionAsValue(Place where, String name) implements NameProblem {}

    /** A value's name where a call belongs. */
    record ValueAsFunction(Place where, String name) implements NameProblem {}

    /**
     * A name bound before, in the same place.
     *
     * @param value whether it is a binding's, which a longer chain could do without
     */
    record DefinedTwice(Place where, String name, int firstLine, boolean value) implements NameProblem {}

    /** A name that is bound further down. */
    record DefinedLater(Place where, String name, int line) implements NameProblem {}

    /** A tensor of the net named inside a block. */
    record OutsideBlock(Place where, String name, String block) implements NameProblem {}

    /** Two parameters of one name. */
    record EqualParameterNames(Place where, String name) implements NameProblem {}
}
