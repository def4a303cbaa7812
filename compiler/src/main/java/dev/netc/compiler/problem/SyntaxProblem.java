package dev.netc.compiler.problem;

/** A text that is no sentence of the language. */
public sealed interface SyntaxProblem extends Problem {
    @Override
    default String code() {
        return "syntax";
    }

    /**
     * Another token was expected.
     *
     * @param expected in words: {@code `,` or `)`}
     * @param found the token, quoted, or {@code the end of the file}
     * @param help may be empty
     */
    record Unexpected(Place where, String expected, String found, String help) implements SyntaxProblem {}

    /**
     * A statement ends too early.
     *
     * @param expected in words
     * @param after the last token before the gap
     * @param help may be empty
     */
    record Missing(Place where, String expected, String after, String help) implements SyntaxProblem {}

    /** A character that the language does not use. */
    record UnknownCharacter(Place where, String character) implements SyntaxProblem {}

    /** A string that its line does not close. */
    record UnclosedString(Place where) implements SyntaxProblem {}

    /** {@code all} as a name. */
    record ReservedName(Place where) implements SyntaxProblem {}

    /**
     * An opening bracket that nothing closes.
     *
     * @param bracket the opening one
     * @param closing the one that is missing
     */
    record Unclosed(Place where, String bracket, String closing) implements SyntaxProblem {}

    /**
     * {@code x -> relu + y}.
     *
     * @param chain the text before the operator
     * @param rest the operator and what follows
     */
    record OperatorAfterArrow(Place where, String chain, String rest) implements SyntaxProblem {}

    /**
     * Something else than a binding inside {@code columns}.
     *
     * @param what {@code an output}
     */
    record NotABinding(Place where, String what) implements SyntaxProblem {}

    /** {@code columns} inside {@code columns}. */
    record NestedColumns(Place where) implements SyntaxProblem {}
}
