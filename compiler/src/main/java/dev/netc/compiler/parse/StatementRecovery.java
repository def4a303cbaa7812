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
    private final Skipped skipped;
    private int lastIndex = -1;
    private int lastState = -1;

    StatementRecovery(SourceText source, Consumer<Problem> problems, Skipped skipped) {
        this.complaint = new Complaint(source);
        this.problems = problems;
        this.skipped = skipped;
    }

    @Override
    public void reportError(Parser parser, RecognitionException exception) {
        if (!inErrorRecoveryMode(parser)) {
            beginErrorCondition(parser);
            problems.accept(complaint.about(parser, exception));
            skipped.begin(parser, exception);
        }
    }

    /** Called where a rule gives up. */
    @Override
    public void recover(Parser parser, RecognitionException exception) {
        Boundaries boundaries = new Boundaries(parser);
        if (boundaries.endsWithBrace()) {
            boundaries.skipPastBrace();
            skipped.end(parser);
        } else {
            skip(parser);
        }
    }

    private void skip(Parser parser) {
        int index = parser.getInputStream().index();
        if (lastIndex == index && lastState == parser.getState() && parser.getInputStream().LA(1) != Token.EOF) {
            parser.consume(); // the same place twice: nothing here takes that token
        }
        new Boundaries(parser).skipToNext();
        skipped.end(parser);
        lastIndex = parser.getInputStream().index();
        lastState = parser.getState();
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
        if (leavesBlock(parser)) {
            throw new InputMismatchException(parser);
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
            skip(parser);
        } else {
            throw mismatch;
        }
    }

    /** Whether a statement begins here that cannot stand in the block being read: the block's brace is missing. */
    private static boolean leavesBlock(Parser parser) {
        return parser.getContext().getRuleIndex() == NetParser.RULE_block && Boundaries.isOpen(parser.getContext())
                && Boundaries.startsOuterStatement(parser.getInputStream(), parser.getCurrentToken());
    }

    /** A mistake before the braces of a net or a block must not cost what is between them. */
    private void goOnInHead(Parser parser, InputMismatchException mismatch) {
        reportError(parser, mismatch);
        parser.getContext().exception = mismatch;
        Boundaries boundaries = new Boundaries(parser);
        if (boundaries.endsWithBrace()) {
            throw mismatch;
        }
        boundaries.skipToNext();
        skipped.end(parser);
        boolean goesOn = parser.getInputStream().LA(1) == NetParser.OPEN_BRACE
                || mismatch.getExpectedTokens().contains(NetParser.OPEN_BRACE);
        if (!goesOn) {
            throw mismatch;
        }
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
