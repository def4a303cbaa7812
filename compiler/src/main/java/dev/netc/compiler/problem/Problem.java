package dev.netc.compiler.problem;

/** Something wrong with a model file, as data. {@link Words#of} says it in words. */
public sealed interface Problem permits SyntaxProblem, NameProblem, ArgumentProblem, ShapeProblem, ColumnProblem,
        TrainProblem, LimitProblem, Warning {

    /** Where it shows. */
    Place where();

    /** The family of problems in one word that does not change: {@code shape}. */
    String code();

    /** The kind of problem, each of which has a page of its own. */
    default ProblemKind kind() {
        return ProblemKind.of(getClass());
    }

    /** Whether the model can be compiled all the same. */
    default Severity severity() {
        return Severity.ERROR;
    }

    /** What was found, in one line; together with {@link #code} and the place the facts of the JSON form. */
    default String message() {
        return Words.of(this).message();
    }
}
