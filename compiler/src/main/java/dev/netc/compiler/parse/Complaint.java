package dev.netc.compiler.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.problem.Nearest;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.Span;
import dev.netc.compiler.problem.SyntaxProblem;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What a generated parser finds wrong, as a problem in the terms of the language. */
final class Complaint {
    private static final List<String> STATEMENTS = List.of("input", "block", "fn", "columns", "output", "train");
    private static final List<String> SETTINGS = List.of("loss", "batch", "epochs", "seed", "optimizer", "schedule",
            "prepare", "augment", "params");

    private final SourceText source;

    Complaint(SourceText source) {
        this.source = source;
    }

    Problem about(Parser parser, RecognitionException exception) {
        TokenStream tokens = parser.getInputStream();
        Token found = offending(parser, exception);
        if (parser.getContext() instanceof NetParser.StageContext stage && stage.getChildCount() > 0) {
            return noCall(stage, Boundaries.before(tokens, found));
        }
        return switch (found.getType()) {
            case NetParser.UNKNOWN -> new SyntaxProblem.UnknownCharacter(at(found), found.getText());
            case NetParser.UNCLOSED -> new SyntaxProblem.UnclosedString(at(found));
            case Token.EOF -> atEnd(parser, exception, tokens, found);
            default -> amid(parser, exception, tokens, found);
        };
    }

    /** {@code x -> (y)}: after an arrow a number, a name or brackets are read as a count. */
    private Problem noCall(NetParser.StageContext stage, Token last) {
        Span written = Tokens.span(source, stage.getStart()).to(Tokens.span(source, last));
        return new SyntaxProblem.Unexpected(Place.of(written), "a call after the arrow",
                "`" + written.text() + "`", "");
    }

    private static Token offending(Parser parser, RecognitionException exception) {
        Token at = exception.getOffendingToken() == null ? parser.getCurrentToken() : exception.getOffendingToken();
        boolean afterArrow = exception.getCtx() instanceof NetParser.StageContext;
        return afterArrow && exception instanceof NoViableAltException alternatives
                ? alternatives.getStartToken()
                : at;
    }

    private Problem atEnd(Parser parser, RecognitionException exception, TokenStream tokens, Token end) {
        return unclosed(tokens)
                .<Problem>map(open -> new SyntaxProblem.Unclosed(at(open), open.getText(), closing(open)))
                .orElseGet(() -> gap(parser, exception, tokens, end));
    }

    private Problem amid(Parser parser, RecognitionException exception, TokenStream tokens, Token found) {
        Token before = Boundaries.before(tokens, found);
        boolean namesAll = found.getType() == NetParser.ALL && !expected(parser, exception).equals("a value")
                && startsOrFollowsWord(parser);
        if (namesAll) {
            return new SyntaxProblem.ReservedName(at(found));
        }
        boolean ends = found.getType() == NetParser.CLOSE_BRACE || Boundaries.startsStatement(tokens, found);
        boolean inFile = parser.getContext() instanceof NetParser.FileContext;
        if (ends && before != null && !inFile && !isStatementLoop(parser.getContext())) {
            return gap(parser, exception, tokens, found);
        }
        Habits habits = new Habits(tokens);
        if (habits.namesArgument(parser.getContext(), found)) {
            Token sign = habits.next(found);
            return new SyntaxProblem.Unexpected(at(sign), "`:`", quoted(sign),
                    habits.argument(found, habits.next(sign)));
        }
        return new SyntaxProblem.Unexpected(at(found), expected(parser, exception), quoted(found),
                help(parser, tokens, found));
    }

    private static boolean startsOrFollowsWord(Parser parser) {
        return switch (parser.getContext().getRuleIndex()) {
            case NetParser.RULE_name, NetParser.RULE_net, NetParser.RULE_item, NetParser.RULE_columns,
                    NetParser.RULE_block, NetParser.RULE_parameter, NetParser.RULE_parameters ->
                true;
            default -> false;
        };
    }

    private Problem gap(Parser parser, RecognitionException exception, TokenStream tokens, Token found) {
        Token before = Boundaries.before(tokens, found);
        if (before == null) {
            return new SyntaxProblem.Unexpected(at(found), "`net NAME { … }`", quoted(found), "");
        }
        return new SyntaxProblem.Missing(at(before), expected(parser, exception), before.getText(),
                Habits.unboundOutput(parser.getContext(), before));
    }

    /** What could have stood there, in words. */
    private static String expected(Parser parser, RecognitionException exception) {
        ParserRuleContext context = parser.getContext();
        boolean nameAlone = exception instanceof NoViableAltException alternatives
                && alternatives.getStartToken().getTokenIndex() < alternatives.getOffendingToken().getTokenIndex();
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_file -> context.getChildCount() == 0 ? "`net NAME { … }`" : "the end of the file";
            case NetParser.RULE_item -> nameAlone ? "`=`" : "a statement";
            case NetParser.RULE_net, NetParser.RULE_columns, NetParser.RULE_train, NetParser.RULE_block ->
                inBraces(context, exception);
            case NetParser.RULE_setting -> context.getChildCount() == 0 ? "a setting" : signs(exception);
            case NetParser.RULE_stage -> "a call";
            case NetParser.RULE_call -> context.getParent() instanceof NetParser.StageContext ? "a call" : "a value";
            case NetParser.RULE_primary, NetParser.RULE_unary -> "a value";
            case NetParser.RULE_arguments -> "`,` or `)`";
            case NetParser.RULE_list -> "`,` or `]`";
            default -> signs(exception);
        };
    }

    private static String inBraces(ParserRuleContext context, RecognitionException exception) {
        if (!isStatementLoop(context)) {
            return signs(exception);
        }
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_train -> "a setting or `}`";
            case NetParser.RULE_block -> "a binding or `return`";
            default -> "a statement or `}`";
        };
    }

    private static boolean isStatementLoop(ParserRuleContext context) {
        return switch (context.getRuleIndex()) {
            case NetParser.RULE_net, NetParser.RULE_columns, NetParser.RULE_train -> Boundaries.isOpen(context);
            case NetParser.RULE_block ->
                Boundaries.isOpen(context) && context.getToken(NetParser.RETURN, 0) == null;
            default -> false;
        };
    }

    /** The signs that the parser would have taken; operators go without saying. */
    private static String signs(RecognitionException exception) {
        var expected = exception.getExpectedTokens();
        if (expected == null || expected.contains(NetParser.NUMBER)) {
            return "a value";
        }
        if (expected.contains(NetParser.ID)) {
            return "a name";
        }
        List<String> signs = expected.toList().stream().filter(t -> t < NetParser.PLUS && t != NetParser.ARROW)
                .map(t -> NetParser.VOCABULARY.getLiteralName(t)).filter(s -> s != null)
                .map(s -> s.replace('\'', '`')).toList();
        return signs.isEmpty() ? "the end of the statement" : String.join(" or ", signs);
    }

    private static String help(Parser parser, TokenStream tokens, Token found) {
        Token before = Boundaries.before(tokens, found);
        String habit = new Habits(tokens).help(parser.getContext(), before, found);
        if (!habit.isEmpty()) {
            return habit;
        }
        if (parser.getContext() instanceof NetParser.TrainContext) {
            return misspelt(found, SETTINGS);
        }
        boolean twoNames = parser.getContext() instanceof NetParser.BindingContext binding
                && binding.getChildCount() == 1;
        return twoNames && before != null ? misspelt(before, STATEMENTS) : "";
    }

    private static String misspelt(Token word, List<String> words) {
        return Nearest.to(word.getText(), words).map(w -> "did you mean `" + w + "`?").orElse("");
    }

    private static Optional<Token> unclosed(TokenStream tokens) {
        Deque<Token> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i).getType()) {
                case NetParser.OPEN, NetParser.OPEN_LIST, NetParser.OPEN_BRACE -> open.push(tokens.get(i));
                case NetParser.CLOSE, NetParser.CLOSE_LIST, NetParser.CLOSE_BRACE -> open.poll();
                default -> {
                }
            }
        }
        return Optional.ofNullable(open.peek());
    }

    private static String closing(Token open) {
        return switch (open.getText()) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
    }

    private static String quoted(Token token) {
        return token.getType() == Token.EOF ? "the end of the file" : "`" + token.getText() + "`";
    }

    private Place at(Token token) {
        return Place.of(Tokens.span(source, token));
    }
}
