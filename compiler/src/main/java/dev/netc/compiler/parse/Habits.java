package dev.netc.compiler.parse;

import java.util.Set;

import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What people write by the habit of another language, and how it is written here. */
final class Habits {
    private static final Set<String> DECLARING = Set.of("let", "val", "var", "const", "def", "auto", "final");

    private final TokenStream tokens;

    Habits(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** Whether a name stands before {@code =} among the arguments of a call: {@code conv(16, 3, stride=2)}. */
    boolean namesArgument(ParserRuleContext context, Token found) {
        return found.getType() == NetParser.ID && next(found).getType() == NetParser.ASSIGN
                && isInside(context, NetParser.RULE_arguments);
    }

    /** The next token, comments and white space left out. */
    Token next(Token token) {
        int at = token.getTokenIndex() + 1;
        while (at < tokens.size() - 1 && tokens.get(at).getChannel() != Token.DEFAULT_CHANNEL) {
            at++;
        }
        return tokens.get(at);
    }

    /** How an argument's name and value are written. */
    String argument(Token name, Token value) {
        return "an argument's value stands behind a colon: `" + name.getText() + ": " + shown(value, "…") + "`";
    }

    /**
     * The way out where a token was not expected; empty where none is known.
     *
     * @param before the token before it, on any line; null at the beginning of the text
     */
    String help(ParserRuleContext context, Token before, Token found) {
        if (before == null) {
            return context.getRuleIndex() == NetParser.RULE_net ? "a model file begins with `net NAME {`" : "";
        }
        String output = unboundOutput(context, before);
        if (!output.isEmpty()) {
            return output;
        }
        return switch (found.getType()) {
            case NetParser.ASSIGN -> atEquals(context, before);
            case NetParser.COLON -> atColon(context, before);
            case NetParser.NUMBER -> atNumber(context, before, found);
            case NetParser.COMMA -> context.getRuleIndex() == NetParser.RULE_primary && context.getChildCount() > 0
                    ? "a list stands in square brackets: `[3, 5]`"
                    : "";
            case NetParser.ARROW -> atArrow(context);
            case NetParser.OPEN_LIST -> inputWithoutColon(context, before);
            case NetParser.OPEN_BRACE -> before.getType() == NetParser.ASSIGN
                    ? "a block with bindings of its own is written without `=`"
                    : "";
            default -> declared(context, before);
        };
    }

    /** The two ways to give a value out, where {@code output} names one that is bound elsewhere; else empty. */
    static String unboundOutput(ParserRuleContext context, Token before) {
        boolean named = context.getRuleIndex() == NetParser.RULE_output && context.getChildCount() == 2;
        return named
                ? "`output` stands before the binding itself, `output " + before.getText()
                        + " = …`; a value that is bound already is given out under another name, `output NAME = "
                        + before.getText() + "`"
                : "";
    }

    private static String atEquals(ParserRuleContext context, Token before) {
        if (isSetting(before)) {
            return "settings are written without `=`";
        }
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_function -> "its operands stand before the sign: `fn " + before.getText() + "(x) = …`";
            case NetParser.RULE_block -> "its tensor stands before the sign: `block " + before.getText() + "(x) = …`";
            default -> "";
        };
    }

    private static String atColon(ParserRuleContext context, Token before) {
        if (isSetting(before)) {
            return "settings are written without `:`";
        }
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_parameter, NetParser.RULE_parameters, NetParser.RULE_net ->
                "a default stands behind `=`: `" + before.getText() + " = …`";
            case NetParser.RULE_item, NetParser.RULE_binding ->
                "a value is bound with `=`: `" + before.getText() + " = …`; a shape stands behind it";
            default -> "";
        };
    }

    private static String atNumber(ParserRuleContext context, Token before, Token found) {
        boolean afterName = before.getType() == NetParser.ID && before.getLine() == found.getLine();
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_arguments -> afterName
                    ? "an argument's value stands behind a colon: `" + before.getText() + ": " + found.getText() + "`"
                    : "arguments are parted by commas";
            case NetParser.RULE_input ->
                "an image is `[channels, height, width]`, a vector `[features]`, a label `class(10)`";
            case NetParser.RULE_net, NetParser.RULE_columns -> afterName
                    ? "arguments stand in brackets: `" + before.getText() + "(" + found.getText() + ")`"
                    : "";
            default -> "";
        };
    }

    private static String atArrow(ParserRuleContext context) {
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_item, NetParser.RULE_binding ->
                "a statement begins with the name that it binds: `NAME = … -> …`";
            case NetParser.RULE_output -> "an output is named too: `output NAME = … -> …`";
            default -> "";
        };
    }

    private static String inputWithoutColon(ParserRuleContext context, Token before) {
        return context.getRuleIndex() == NetParser.RULE_input ? "write `input " + before.getText() + ": […]`" : "";
    }

    private static String declared(ParserRuleContext context, Token before) {
        boolean binds = context.getRuleIndex() == NetParser.RULE_binding && DECLARING.contains(before.getText());
        return binds ? "a value is bound without `" + before.getText() + "`: `NAME = …`" : "";
    }

    private static boolean isSetting(Token token) {
        return token.getType() >= NetParser.LOSS && token.getType() <= NetParser.PARAMS;
    }

    private static String shown(Token value, String otherwise) {
        return switch (value.getType()) {
            case NetParser.NUMBER, NetParser.ID -> value.getText();
            default -> otherwise;
        };
    }

    private static boolean isInside(RuleContext context, int rule) {
        for (RuleContext at = context; at != null; at = at.parent) {
            if (at.getRuleIndex() == rule) {
                return true;
            }
        }
        return false;
    }
}
