package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.grammar.NetLexer;
import org.antlr.v4.runtime.Token;

/**
 * Which token each comment belongs to: the one before it on its line, else the one that follows. Commas come and go with
 * the layout, so that they have none: what stands behind a comma is said of what the comma ends.
 */
final class Comments {
    /**
     * A comment on a line of its own.
     *
     * @param afterBlank whether an empty line is above it
     */
    record Comment(String text, boolean afterBlank) {}

    private final Map<Token, List<Comment>> before = new HashMap<>();
    private final Map<Token, String> behind = new HashMap<>();
    private final Set<Token> afterBlank = new HashSet<>();

    private List<Comment> waiting = new ArrayList<>();
    private Token anchor;
    private int lineEnds;

    /** Goes through all tokens of a file, hidden ones too. */
    Comments(List<Token> tokens) {
        for (Token token : tokens) {
            switch (token.getType()) {
                case NetLexer.SPACE -> lineEnds += Math.toIntExact(token.getText().lines().count()) - 1
                        + (endsLine(token.getText()) ? 1 : 0);
                case NetLexer.COMMENT -> comment(token.getText().stripTrailing());
                case NetLexer.COMMA -> comma();
                default -> word(token);
            }
        }
    }

    private static boolean endsLine(String space) {
        return space.endsWith("\n") || space.endsWith("\r");
    }

    private void comment(String text) {
        if (lineEnds > 0 || !stand(text)) {
            waiting.add(new Comment(text, lineEnds > 1));
        }
        lineEnds = 0;
    }

    /** Puts a comment behind the last word, if that has none. */
    private boolean stand(String text) {
        return anchor != null && behind.putIfAbsent(anchor, text) == null;
    }

    private void comma() {
        if (!waiting.isEmpty() && stand(waiting.get(0).text())) {
            waiting.remove(0);
        }
        lineEnds = 0;
    }

    private void word(Token token) {
        before.put(token, waiting);
        if (lineEnds > 1) {
            afterBlank.add(token);
        }
        waiting = new ArrayList<>();
        anchor = token;
        lineEnds = 0;
    }

    /** The comments on lines of their own above a token. */
    List<Comment> before(Token token) {
        return before.getOrDefault(token, List.of());
    }

    /** As {@link #before}, once: whoever takes them writes them. */
    List<Comment> take(Token token) {
        List<Comment> taken = before(token);
        before.remove(token);
        return taken;
    }

    /** The comment behind a token on its line. */
    Optional<String> behind(Token token) {
        return Optional.ofNullable(behind.get(token));
    }

    /** Whether an empty line is right above a token. */
    boolean isAfterBlank(Token token) {
        return afterBlank.contains(token);
    }
}
