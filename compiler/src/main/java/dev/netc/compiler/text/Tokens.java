package dev.netc.compiler.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.netc.compiler.text.Token.Kind;

/** The tokens of a text, taken one after another, and what every reader of one needs. */
public final class Tokens {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@]*");

    private final List<Token> tokens;
    private int next;

    /**
     * Cuts {@code text} into tokens.
     *
     * @throws TextException where something is no token
     */
    public Tokens(String text) {
        this.tokens = Lexer.tokens(text);
    }

    /** A name as {@link #name} reads it: a word, in quotes where it is none. */
    public static String quoted(String name) {
        return WORD.matcher(name).matches()
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The token that {@link #take} gives next. */
    public Token peek() {
        return tokens.get(next);
    }

    public Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes this mark if it comes next. */
    public boolean accept(String mark) {
        boolean found = peek().isMark(mark);
        if (found) {
            take();
        }
        return found;
    }

    /** Takes this word if it comes next. */
    public boolean acceptWord(String word) {
        boolean found = peek().isWord(word);
        if (found) {
            take();
        }
        return found;
    }

    public void expect(String mark) {
        if (!accept(mark)) {
            throw expected("`" + mark + "`");
        }
    }

    public void expectWord(String word) {
        if (!acceptWord(word)) {
            throw expected("`" + word + "`");
        }
    }

    /** A token of this kind; {@code what} says in words what it would be. */
    public Token expect(Kind kind, String what) {
        if (peek().kind() != kind) {
            throw expected(what);
        }
        return take();
    }

    /** A word, or any text in quotes. */
    public String name(String what) {
        return peek().kind() == Kind.STRING ? take().text() : expect(Kind.WORD, what).text();
    }

    public int integer(String what) {
        boolean minus = accept("-");
        Token digits = expect(Kind.NUMBER, what);
        try {
            return Integer.parseInt((minus ? "-" : "") + digits.text());
        } catch (NumberFormatException e) {
            throw error(digits, "expected " + what + ", a whole number, found " + digits);
        }
    }

    /** A number, {@code Infinity} or {@code NaN}. */
    public double number(String what) {
        double sign = accept("-") ? -1 : 1;
        if (peek().isWord("Infinity") || peek().isWord("NaN")) {
            return sign * Double.parseDouble(take().text());
        }
        return sign * Double.parseDouble(expect(Kind.NUMBER, what).text());
    }

    /** {@code open item, item close}, which may be empty. */
    public <T> List<T> list(String open, String close, Supplier<T> item) {
        expect(open);
        List<T> items = new ArrayList<>();
        while (!accept(close)) {
            if (!items.isEmpty()) {
                expect(",");
            }
            items.add(item.get());
        }
        return items;
    }

    /** Says what was expected where the next token stands. */
    public TextException expected(String what) {
        return error(peek(), "expected " + what + ", found " + peek());
    }

    public TextException error(Token at, String message) {
        return new TextException(at.line(), at.column(), message);
    }
}
