package dev.netc.compiler.parse;

import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Where, after a mistake, reading can go on: the next statement, or the bracket that closes what the mistake is in. */
final class Boundaries {
    private final Parser parser;
    private final TokenStream tokens;
    private final boolean inParameters;
    private final boolean beforeBrace;

    Boundaries(Parser parser) {
        this.parser = parser;
        this.tokens = parser.getInputStream();
        this.inParameters = isInside(parser.getContext(), NetParser.ParametersContext.class);
        this.beforeBrace = isBeforeBrace(parser.getContext());
    }

    /** Consumes tokens up to the boundary. */
    void skipToNext() {
        int braces = 0;
        int brackets = 0;
        while (tokens.LA(1) != Token.EOF && !isBoundary(braces, brackets)) {
            int type = tokens.LA(1);
            braces += type == NetParser.OPEN_BRACE ? 1 : type == NetParser.CLOSE_BRACE ? -1 : 0;
            brackets += type == NetParser.OPEN ? 1 : type == NetParser.CLOSE ? -1 : 0;
            parser.consume();
        }
    }

    /**
     * Whether what is given up ends with a brace that belongs to nothing else: a block in or behind its {@code return}, and a
     * block or a train block whose first brace is missing.
     */
    boolean endsWithBrace() {
        ParserRuleContext context = parser.getContext();
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_block -> isOpen(context)
                    ? context.getToken(NetParser.RETURN, 0) != null || tokens.LA(1) == NetParser.CLOSE_BRACE
                    : context.getToken(NetParser.ASSIGN, 0) == null && tokens.LA(1) != NetParser.OPEN_BRACE
                            && returnsBeforeBrace();
            case NetParser.RULE_item -> context.getStart().getType() == NetParser.TRAIN
                    && isSetting(next(tokens, context.getStart()));
            default -> false;
        };
    }

    /** Consumes tokens up to the next closing brace, and the brace; a statement that cannot stand before it ends that too. */
    void skipPastBrace() {
        while (tokens.LA(1) != Token.EOF && tokens.LA(1) != NetParser.CLOSE_BRACE
                && !startsOuterStatement(tokens, tokens.LT(1))) {
            parser.consume();
        }
        if (tokens.LA(1) == NetParser.CLOSE_BRACE) {
            parser.consume();
        }
    }

    /** Whether a {@code return} stands between here and the next brace or statement of the net. */
    private boolean returnsBeforeBrace() {
        for (int i = tokens.index(); i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.getType()) {
                case NetParser.RETURN -> {
                    return isFirstOnLine(tokens, token);
                }
                case NetParser.OPEN_BRACE, NetParser.CLOSE_BRACE -> {
                    return false;
                }
                default -> {
                    if (startsOuterStatement(tokens, token)) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isSetting(int type) {
        return type >= NetParser.LOSS && type <= NetParser.PARAMS;
    }

    private boolean isBoundary(int braces, int brackets) {
        if (braces > 0) {
            return false;
        }
        int type = tokens.LA(1);
        if (type == NetParser.CLOSE_BRACE || (beforeBrace && type == NetParser.OPEN_BRACE)) {
            return true;
        }
        return inParameters ? brackets == 0 && type == NetParser.CLOSE : startsStatement(tokens, tokens.LT(1));
    }

    /** Whether a token, first on its line, begins a statement. */
    static boolean startsStatement(TokenStream tokens, Token token) {
        return isFirstOnLine(tokens, token) && switch (token.getType()) {
            case NetParser.TRAIN, NetParser.COLUMNS, NetParser.RETURN, NetParser.LOSS, NetParser.BATCH,
                    NetParser.EPOCHS, NetParser.SEED, NetParser.OPTIMIZER, NetParser.SCHEDULE, NetParser.PREPARE,
                    NetParser.AUGMENT, NetParser.PARAMS ->
                true;
            case NetParser.INPUT, NetParser.OUTPUT, NetParser.BLOCK, NetParser.FN, NetParser.ID ->
                isNameOrAssign(token.getType(), next(tokens, token));
            case NetParser.NET, NetParser.CLASS -> next(tokens, token) == NetParser.ASSIGN;
            default -> false;
        };
    }

    /** Whether a token, first on its line, begins a statement that stands in a net only. */
    static boolean startsOuterStatement(TokenStream tokens, Token token) {
        return isFirstOnLine(tokens, token) && switch (token.getType()) {
            case NetParser.INPUT, NetParser.OUTPUT, NetParser.BLOCK, NetParser.FN ->
                Skipped.isWord(next(tokens, token));
            case NetParser.TRAIN -> next(tokens, token) == NetParser.OPEN_BRACE;
            case NetParser.COLUMNS -> next(tokens, token) == NetParser.NUMBER || next(tokens, token) == NetParser.ID;
            default -> false;
        };
    }

    private static boolean isNameOrAssign(int type, int next) {
        boolean word = type != NetParser.ID;
        return next == NetParser.ASSIGN
                || (word && (next == NetParser.ID || (next >= NetParser.NET && next <= NetParser.PARAMS)));
    }

    /** The type of the token after one, comments and white space left out. */
    static int next(TokenStream tokens, Token token) {
        for (int i = token.getTokenIndex() + 1; i < tokens.size(); i++) {
            if (tokens.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return tokens.get(i).getType();
            }
        }
        return Token.EOF;
    }

    static boolean isFirstOnLine(TokenStream tokens, Token token) {
        Token before = before(tokens, token);
        return before == null || before.getLine() < token.getLine();
    }

    /** The token before one, comments and white space left out; null at the beginning. */
    static Token before(TokenStream tokens, Token token) {
        for (int i = token.getTokenIndex() - 1; i >= 0; i--) {
            if (tokens.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return tokens.get(i);
            }
        }
        return null;
    }

    /** Whether the opening brace of a rule was read. */
    static boolean isOpen(ParserRuleContext context) {
        return context.getToken(NetParser.OPEN_BRACE, 0) != null;
    }

    private static boolean isInside(RuleContext context, Class<? extends RuleContext> rule) {
        for (RuleContext at = context; at != null; at = at.parent) {
            if (rule.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the mistake stands in a head whose braces are yet to come: they are read all the same. */
    static boolean isBeforeBrace(ParserRuleContext context) {
        for (ParserRuleContext at = context; at != null; at = at.getParent()) {
            switch (at.getRuleIndex()) {
                case NetParser.RULE_columns, NetParser.RULE_train, NetParser.RULE_net -> {
                    return !isOpen(at);
                }
                case NetParser.RULE_block -> {
                    return !isOpen(at) && at.getToken(NetParser.ASSIGN, 0) == null;
                }
                case NetParser.RULE_binding, NetParser.RULE_setting -> {
                    return false;
                }
                default -> {
                }
            }
        }
        return false;
    }
}
