package dev.netc.compiler.format;

import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * A statement that holds a chain, as the parser read it.
 *
 * @param kind runs are of one kind
 * @param start its first token, null for a chain alone
 * @param head the last token before the {@code =}; null for a chain alone
 * @param assign the {@code =}; null where there is none
 * @param expression the chain
 * @param colon before the shape; null where there is none
 * @param shape null where there is none
 */
record Chain(Kind kind, Token start, Token head, Token assign, ParserRuleContext expression, Token colon,
        ParserRuleContext shape) {

    /** What the chain is for. */
    enum Kind {
        BINDING, OUTPUT, RETURN, BODY
    }

    static Chain of(NetParser.BindingContext binding) {
        return new Chain(Kind.BINDING, binding.getStart(), binding.name().getStop(), binding.ASSIGN().getSymbol(),
                binding.expression(), symbol(binding.COLON()), binding.list());
    }

    static Chain of(NetParser.OutputContext output) {
        return new Chain(Kind.OUTPUT, output.getStart(), output.name().getStop(), output.ASSIGN().getSymbol(),
                output.expression(), symbol(output.COLON()), output.list());
    }

    /** The end of a block with braces. */
    static Chain ofReturn(NetParser.BlockContext block) {
        Token word = block.RETURN().getSymbol();
        return new Chain(Kind.RETURN, word, word, null, block.expression(), null, null);
    }

    /** The body of a block or a function. */
    static Chain alone(NetParser.ExpressionContext body) {
        return new Chain(Kind.BODY, null, null, null, body, null, null);
    }

    private static Token symbol(TerminalNode node) {
        return node == null ? null : node.getSymbol();
    }
}
