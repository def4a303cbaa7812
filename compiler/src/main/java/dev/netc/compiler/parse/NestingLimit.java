package dev.netc.compiler.parse;

import java.util.Optional;

import dev.netc.compiler.problem.LimitProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.grammar.NetLexer;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Keeps a text from driving the parser and all that walks its tree deeper than a thread's stack. */
final class NestingLimit {
    /** How deep brackets may nest, and how many operators may follow each other on one level. */
    static final int LIMIT = 200;

    private NestingLimit() {}

    static Optional<Problem> check(SourceText source, CommonTokenStream tokens) {
        int depth = 0;
        int operators = 0;
        for (Token token : tokens.getTokens()) {
            depth = Math.max(0, depth + change(token.getType()));
            operators = operators(token, operators);
            if (depth > LIMIT || operators > LIMIT) {
                Place where = Place.of(Tokens.span(source, token));
                return Optional.of(
                        new LimitProblem.TooDeep(where, depth > LIMIT ? "brackets" : "operators", LIMIT));
            }
        }
        return Optional.empty();
    }

    private static int change(int type) {
        return switch (type) {
            case NetLexer.OPEN, NetLexer.OPEN_LIST, NetLexer.OPEN_BRACE -> 1;
            case NetLexer.CLOSE, NetLexer.CLOSE_LIST, NetLexer.CLOSE_BRACE -> -1;
            default -> 0;
        };
    }

    /** Operators since the last sign that surely ends an expression: each may be one level of the tree. */
    private static int operators(Token token, int before) {
        return switch (token.getType()) {
            case NetLexer.PLUS, NetLexer.MINUS, NetLexer.TIMES, NetLexer.OVER -> before + 1;
            case NetLexer.ASSIGN, NetLexer.COMMA, NetLexer.COLON, NetLexer.ARROW, NetLexer.OPEN_BRACE,
                    NetLexer.CLOSE_BRACE ->
                0;
            default -> before;
        };
    }
}
