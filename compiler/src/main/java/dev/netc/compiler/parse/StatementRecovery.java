package dev.netc.compiler.parse;

import java.util.function.Consumer;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Goes on after a mistake with the next statement: one mistake is one message, and mistakes in several statements are
 * several. Tokens are neither guessed nor dropped one by one, for that is what makes follow-up errors.
 */
final class StatementRecovery extends DefaultErrorStrategy {
    private final Complaint complaint;
    private final Consumer<Problem> problems;
    private int lastRecovery = -1;

    StatementRecovery(SourceText source, Consumer<Problem> problems) {
        this.complaint = new Complaint(source);
        this.problems = problems;
    }

    @Override
    public void reportError(Parser parser, RecognitionException exception) {
        if (!inErrorRecoveryMode(parser)) {
            beginErrorCondition(parser);
            problems.accept(complaint.about(parser, exception));
        }
    }

    @Override
    public void recover(Parser parser, RecognitionException exception) {
        if (lastRecovery == parser.getInputStream().index() && parser.getInputStream().LA(1) != Token.EOF) {
            parser.consume(); // the same place twice: nothing here takes that token
        }
        new Boundaries(parser).skipToNext();
        lastRecovery = parser.getInputStream().index();
    }

    /** While unwinding after a mistake every missing token is as good as there. */
    @Override
    public Token recoverInline(Parser parser) {
        if (!inErrorRecoveryMode(parser)) {
            InputMismatchException mismatch = new InputMismatchException(parser);
            if (!isInHead(parser)) {
                throw mismatch;
            }
            goOnInHead(parser, mismatch);
        }
        return getMissingSymbol(parser);
    }

    @Override
    public void sync(Parser parser) {
        if (inErrorRecoveryMode(parser)) {
            return;
        }
        IntervalSet next = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
        if (next.contains(Token.EPSILON) || next.contains(parser.getInputStream().LA(1))) {
            return;
        }
        InputMismatchException mismatch = new InputMismatchException(parser);
        if (isInHead(parser)) {
            goOnInHead(parser, mismatch);
        } else if (holdsStatements(parser)) {
            reportError(parser, mismatch); // and stay in the loop over statements
            recover(parser, mismatch);
        } else {
            throw mismatch;
        }
    }

    /** A mistake before the braces of a net or a block must not cost what is between them. */
    private void goOnInHead(Parser parser, InputMismatchException mismatch) {
        reportError(parser, mismatch);
        new Boundaries(parser).skipToNext();
    }

    private static boolean isInHead(Parser parser) {
        return switch (parser.getContext().getRuleIndex()) {
            case NetParser.RULE_net, NetParser.RULE_columns, NetParser.RULE_train, NetParser.RULE_block ->
                Boundaries.isBeforeBrace(parser.getContext());
            default -> false;
        };
    }

    private static boolean holdsStatements(Parser parser) {
        return switch (parser.getContext().getRuleIndex()) {
            case NetParser.RULE_net, NetParser.RULE_columns, NetParser.RULE_train, NetParser.RULE_block ->
                Boundaries.isOpen(parser.getContext());
            default -> false;
        };
    }
}
