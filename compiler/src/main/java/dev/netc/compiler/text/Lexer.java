package dev.netc.compiler.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.netc.compiler.text.Token.Kind;

/** Cuts a text into tokens; white space and what stands behind {@code //} is left out. */
final class Lexer {
    private static final Pattern SKIPPED = Pattern.compile("(?:\\s|//[^\\n]*)+");
    private static final Pattern TOKEN = Pattern.compile("""
            ([A-Za-z_][A-Za-z0-9_.@]*)
            |"((?:[^"\\\\\\n]|\\\\["\\\\])*)"
            |%([A-Za-z0-9_.@]+)
            |\\$([0-9]{1,9})
            |([0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)
            |([<>=!]=|[-+*/<>=(){}\\[\\],:])
            """, Pattern.COMMENTS);
    /** In the order of the groups above, of which one matches. */
    private static final List<Kind> KINDS = List.of(Kind.WORD, Kind.STRING, Kind.VALUE, Kind.OPERAND, Kind.NUMBER,
            Kind.MARK);

    private final String text;
    private final Matcher skipped;
    private final Matcher token;
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
        this.skipped = SKIPPED.matcher(text);
        this.token = TOKEN.matcher(text);
    }

    /** All tokens, the last one of kind {@link Kind#END}. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            lexer.skip();
            tokens.add(lexer.next());
        } while (tokens.getLast().kind() != Kind.END);
        return tokens;
    }

    private void skip() {
        if (skipped.region(at, text.length()).lookingAt()) {
            for (int i = at; i < skipped.end(); i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
            at = skipped.end();
        }
    }

    private Token next() {
        if (at == text.length()) {
            return token(Kind.END, "");
        }
        if (!token.region(at, text.length()).lookingAt()) {
            throw new TextException(line, column(), "no word, number or mark begins with `" + text.charAt(at) + "`");
        }
        Token next = read();
        at = token.end();
        return next;
    }

    private Token read() {
        int group = 1;
        while (token.start(group) < 0) {
            group++;
        }
        Kind kind = KINDS.get(group - 1);
        String found = token.group(group);
        return token(kind, kind == Kind.STRING ? found.replaceAll("\\\\(.)", "$1") : found);
    }

    private Token token(Kind kind, String meant) {
        return new Token(kind, meant, line, column());
    }

    private int column() {
        return at - lineStart + 1;
    }
}
