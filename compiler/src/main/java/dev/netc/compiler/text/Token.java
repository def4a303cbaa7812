package dev.netc.compiler.text;

/**
 * One word, number or mark.
 *
 * @param text as it is meant: without the quotes of a string, without {@code %} and {@code $}
 * @param line from 1
 * @param column of its first character, from 1
 */
public record Token(Kind kind, String text, int line, int column) {
    /** What a token is. */
    public enum Kind {
        /** {@code conv1.weight@0}. */
        WORD,
        /** {@code "any text"}. */
        STRING,
        /** {@code %conv1}. */
        VALUE,
        /** {@code $0}. */
        OPERAND,
        /** {@code 12}, {@code 1e-4}; without a sign. */
        NUMBER,
        /** A bracket, a comma, an operator. */
        MARK,
        /** Behind the last. */
        END
    }

    /** Whether it is this bracket, comma or operator. */
    public boolean isMark(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    /** Whether it is this word. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case WORD, NUMBER, MARK -> "`" + text + "`";
            case STRING -> "\"" + text + "\"";
            case VALUE -> "`%" + text + "`";
            case OPERAND -> "`$" + text + "`";
            case END -> "the end of the text";
        };
    }
}
