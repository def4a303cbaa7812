package dev.netc.compiler.parse;

import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Where tokens lie in the source. */
final class Tokens {
    private Tokens() {}

    static Span span(SourceText source, Token token) {
        if (token.getType() == Token.EOF || token.getStartIndex() > token.getStopIndex()) {
            int at = Math.min(Math.max(0, token.getStartIndex()), source.length());
            return source.span(at, at);
        }
        return source.span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    /** From a rule's first token to its last. */
    static Span span(SourceText source, ParserRuleContext context) {
        Span first = span(source, context.getStart());
        Token stop = context.getStop();
        return stop == null || stop.getTokenIndex() < context.getStart().getTokenIndex()
                ? first
                : first.to(span(source, stop));
    }
}
