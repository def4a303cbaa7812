package dev.netc.cli.output;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Span;

/**
 * An error or a warning as JSON documents hold it.
 *
 * @param code the family in one word that does not change
 * @param kind of problem, as docs/errors explains it ({@code shape/lost-pixels}), or null
 * @param message in words
 * @param file that it is about, or null
 * @param line from 1, or null
 * @param column from 1, or null
 */
public record Message(String code, String kind, String message, String file, Integer line, Integer column) {

    /** About no file. */
    public static Message of(String code, String message) {
        return new Message(code, null, message, null, null, null);
    }

    /** About a file as a whole. */
    public static Message of(String code, String message, String file) {
        return new Message(code, null, message, file, null, null);
    }

    /** About a place in a model file. */
    public static Message of(Problem problem) {
        Span span = problem.where().span();
        return new Message(problem.code(), problem.kind().toString(), problem.message(), span.source().file(),
                span.line(), span.column());
    }
}
