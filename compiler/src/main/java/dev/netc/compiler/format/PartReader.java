package dev.netc.compiler.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.netc.grammar.NetLexer;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Reads stretches of tokens as parts. */
final class PartReader {
    private final List<Token> tokens;
    private final Comments comments;

    PartReader(CommonTokenStream tokens) {
        this.tokens = tokens.getTokens();
        this.comments = new Comments(tokens.getTokens());
    }

    Comments comments() {
        return comments;
    }

    /** What a rule read; nothing of a rule that is absent. */
    List<Part> read(ParserRuleContext rule) {
        return rule == null ? List.of() : read(rule.getStart(), rule.getStop());
    }

    /** From one token to another, both with. */
    List<Part> read(Token first, Token last) {
        Deque<Token> rest = new ArrayDeque<>();
        for (Token token : tokens.subList(first.getTokenIndex(), last.getTokenIndex() + 1)) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                rest.add(token);
            }
        }
        List<Part> parts = new ArrayList<>();
        while (!rest.isEmpty()) {
            parts.add(part(rest, parts));
        }
        return parts;
    }

    private Part part(Deque<Token> rest, List<Part> before) {
        Token token = rest.remove();
        Part.Word word = word(token, isApart(token.getType(), before));
        return switch (token.getType()) {
            case NetLexer.OPEN, NetLexer.OPEN_LIST -> bracket(word, rest);
            default -> word;
        };
    }

    private Part.Bracket bracket(Part.Word open, Deque<Token> rest) {
        List<List<Part>> items = new ArrayList<>();
        List<Part> item = new ArrayList<>();
        while (!isClosing(rest.element())) {
            if (rest.element().getType() == NetLexer.COMMA) {
                rest.remove();
                items.add(item);
                item = new ArrayList<>();
            } else {
                item.add(part(rest, item));
            }
        }
        if (!item.isEmpty()) {
            items.add(item);
        }
        return new Part.Bracket(open, items, word(rest.remove(), false));
    }

    private static boolean isClosing(Token token) {
        return token.getType() == NetLexer.CLOSE || token.getType() == NetLexer.CLOSE_LIST;
    }

    private Part.Word word(Token token, boolean apart) {
        return new Part.Word(token.getType(), token.getText(), apart,
                comments.before(token).stream().map(Comments.Comment::text).toList(), comments.behind(token));
    }

    /** The first word of a stretch counts as apart from what is written before the stretch. */
    private static boolean isApart(int type, List<Part> before) {
        if (before.isEmpty()) {
            return true;
        }
        int previous = before.get(before.size() - 1).last().type();
        return switch (type) {
            case NetLexer.COLON, NetLexer.COMMA -> false;
            case NetLexer.OPEN -> !isName(previous) && !endsSign(before);
            default -> !endsSign(before);
        };
    }

    private static boolean isName(int type) {
        return type == NetLexer.ID || (type >= NetLexer.ALL && type <= NetLexer.PARAMS);
    }

    /** Whether the last part is a minus with nothing before it to subtract from. */
    private static boolean endsSign(List<Part> parts) {
        int last = parts.size() - 1;
        return parts.get(last).last().type() == NetLexer.MINUS
                && (last == 0 || !endsOperand(parts.get(last - 1).last().type()));
    }

    private static boolean endsOperand(int type) {
        return type == NetLexer.NUMBER || type == NetLexer.CLOSE || type == NetLexer.CLOSE_LIST || isName(type);
    }
}
