package dev.netc.compiler.problem;

/**
 * A stretch of a source text.
 *
 * @param source the text
 * @param start offset of the first code point
 * @param end offset after the last; at least {@code start}
 */
public record Span(SourceText source, int start, int end) {
    public Span {
        if (start < 0 || end < start || end > source.length()) {
            throw new IllegalArgumentException("span " + start + " to " + end + " of " + source.file());
        }
    }

    /** Line of the first code point, from 1. */
    public int line() {
        return source.line(start);
    }

    /** Column of the first code point, from 1. */
    public int column() {
        return source.column(start);
    }

    /** What is written there. */
    public String text() {
        return source.slice(start, end);
    }

    /** From the beginning of this to the end of the other. */
    public Span to(Span other) {
        return new Span(source, start, Math.max(end, other.end));
    }
}
