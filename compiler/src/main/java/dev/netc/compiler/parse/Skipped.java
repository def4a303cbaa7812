package dev.netc.compiler.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.Span;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Keeps the stretches of tokens that mistakes made unreadable, from the statement that each began in. */
final class Skipped {
    private record Stretch(int first, int last) {}

    private static final int LONGEST_NAME = 40;

    private final List<Stretch> stretches = new ArrayList<>();
    private boolean headBroken;

    /** A mistake was found: the stretch begins with its statement, and with the one before if it may go on here. */
    void begin(Parser parser, RecognitionException exception) {
        TokenStream tokens = parser.getInputStream();
        ParserRuleContext statement = statement(parser.getContext());
        headBroken |= statement != null && statement.getRuleIndex() == NetParser.RULE_net;
        Token first = statement == null ? parser.getCurrentToken() : statement.getStart();
        ParserRuleContext before = continues(tokens, first) ? before(parser.getContext(), first) : null;
        if (before != null) {
            distrust(before, exception);
            first = before.getStart();
        }
        int current = parser.getCurrentToken().getTokenIndex();
        stretches.add(new Stretch(Math.min(first.getTokenIndex(), current), current));
    }

    /** Reading goes on at the current token. */
    void end(Parser parser) {
        if (!stretches.isEmpty()) {
            Stretch last = stretches.removeLast();
            int to = parser.getCurrentToken().getTokenIndex() - 1;
            stretches.add(new Stretch(last.first(), Math.max(last.last(), to)));
        }
    }

    /** A statement that was read but stands where none of its kind may. */
    void add(ParserRuleContext statement) {
        stretches.add(new Stretch(statement.getStart().getTokenIndex(), statement.getStop().getTokenIndex()));
    }

    Doubts doubts(SourceText source, TokenStream tokens, boolean braceMissing) {
        List<Span> spans = new ArrayList<>();
        Set<String> words = new HashSet<>();
        for (Stretch stretch : stretches) {
            spans.add(Tokens.span(source, tokens.get(stretch.first()))
                    .to(Tokens.span(source, tokens.get(Math.min(stretch.last(), tokens.size() - 1)))));
            for (int i = stretch.first(); i <= stretch.last() && i < tokens.size(); i++) {
                if (isWord(tokens.get(i).getType())) {
                    addParts(tokens.get(i).getText(), words);
                }
            }
        }
        return new Doubts(apart(spans), words, occurrences(tokens), headBroken, braceMissing);
    }

    private static Map<String, Integer> occurrences(TokenStream tokens) {
        Map<String, Integer> occurrences = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (isWord(tokens.get(i).getType())) {
                occurrences.merge(tokens.get(i).getText(), 1, Integer::sum);
            }
        }
        return occurrences;
    }

    /** In their order, those that meet joined. */
    private static List<Span> apart(List<Span> spans) {
        List<Span> apart = new ArrayList<>();
        for (Span span : spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            if (!apart.isEmpty() && span.start() <= apart.getLast().end()) {
                apart.add(apart.removeLast().to(span));
            } else {
                apart.add(span);
            }
        }
        return apart;
    }

    /** Where a sign is missing, a name may have become one word with its neighbour. */
    private static void addParts(String word, Set<String> words) {
        words.add(word);
        for (int i = 1; i < Math.min(word.length(), LONGEST_NAME); i++) {
            words.add(word.substring(0, i));
            words.add(word.substring(word.length() - i));
        }
    }

    static boolean isWord(int type) {
        return type == NetParser.ID || (type >= NetParser.NET && type <= NetParser.PARAMS);
    }

    /** The statement, or the head of one with braces, that a mistake lies in; null between statements. */
    private static ParserRuleContext statement(ParserRuleContext context) {
        for (ParserRuleContext at = context; at != null; at = at.getParent()) {
            switch (at.getRuleIndex()) {
                case NetParser.RULE_item, NetParser.RULE_input, NetParser.RULE_output, NetParser.RULE_function,
                        NetParser.RULE_binding, NetParser.RULE_setting -> {
                    return at;
                }
                case NetParser.RULE_net, NetParser.RULE_columns, NetParser.RULE_train, NetParser.RULE_block -> {
                    return Boundaries.isOpen(at) ? null : at;
                }
                default -> {
                }
            }
        }
        return null;
    }

    /** Whether a token does not look like the beginning of a statement but like more of the one before. */
    private static boolean continues(TokenStream tokens, Token token) {
        boolean ends = token.getType() == Token.EOF || token.getType() == NetParser.CLOSE_BRACE;
        return !ends && (!Boundaries.isFirstOnLine(tokens, token) || !isWord(token.getType())
                || Boundaries.next(tokens, token) == NetParser.OPEN);
    }

    /** The last statement that ends before a token, among those that stand with it; null where there is none. */
    private static ParserRuleContext before(ParserRuleContext context, Token first) {
        ParserRuleContext holder = context;
        while (holder != null && !holdsStatements(holder)) {
            holder = holder.getParent();
        }
        for (int i = holder == null ? -1 : holder.getChildCount() - 1; i >= 0; i--) {
            if (holder.getChild(i) instanceof ParserRuleContext rule && isStatement(rule) && rule.getStop() != null
                    && rule.getStop().getTokenIndex() < first.getTokenIndex()) {
                return rule;
            }
        }
        return null;
    }

    private static boolean holdsStatements(ParserRuleContext rule) {
        return switch (rule.getRuleIndex()) {
            case NetParser.RULE_net, NetParser.RULE_columns, NetParser.RULE_train, NetParser.RULE_block -> true;
            default -> false;
        };
    }

    private static boolean isStatement(ParserRuleContext rule) {
        return switch (rule.getRuleIndex()) {
            case NetParser.RULE_item, NetParser.RULE_binding, NetParser.RULE_setting -> true;
            default -> false;
        };
    }

    /** Nothing of a statement but its name is believed any more. */
    private static void distrust(ParserRuleContext statement, RecognitionException exception) {
        for (int i = 0; i < statement.getChildCount(); i++) {
            if (statement.getChild(i) instanceof ParserRuleContext rule
                    && rule.getRuleIndex() != NetParser.RULE_name) {
                if (statement.getRuleIndex() == NetParser.RULE_item) {
                    distrust(rule, exception);
                } else {
                    rule.exception = exception;
                }
            }
        }
    }
}
