package dev.netc.compiler.problem;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The text of a model file. Offsets, lines and columns count code points, so that carets stand where an eye sees them. */
public final class SourceText {
    private final String file;
    private final String text;
    private final int[] points;
    private final int[] lineStarts;

    /**
     * A text under the name that messages show.
     *
     * @param file as the user named it, {@code models/mine.net}
     * @param text all of it
     */
    public SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.points = text.codePoints().toArray();
        this.lineStarts = IntStream.concat(IntStream.of(0), IntStream.range(0, points.length)
                .filter(i -> endsLine(points, i)).map(i -> i + 1)).toArray();
    }

    private static boolean endsLine(int[] points, int i) {
        boolean lineFeedFollows = i + 1 < points.length && points[i + 1] == '\n';
        return points[i] == '\n' || (points[i] == '\r' && !lineFeedFollows);
    }

    /** The file's name in messages. */
    public String file() {
        return file;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** Length in code points. */
    public int length() {
        return points.length;
    }

    /** Line of an offset, from 1. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Column of an offset, from 1. */
    public int column(int offset) {
        return offset - lineStarts[line(offset) - 1] + 1;
    }

    /** Offset at which a line begins; lines count from 1. */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /** The text of a line, without its end. */
    public String lineText(int line) {
        return slice(lineStart(line), lineStart(line) + lineLength(line));
    }

    /** The length of a line in code points, without its end and white space before that. */
    public int lineLength(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : points.length;
        while (end > lineStart(line) && Character.isWhitespace(points[end - 1])) {
            end--;
        }
        return end - lineStart(line);
    }

    /** The text between two offsets. */
    public String slice(int start, int end) {
        return new String(points, start, Math.max(0, end - start));
    }

    /** A stretch of this text. */
    public Span span(int start, int end) {
        return new Span(this, start, end);
    }
}
