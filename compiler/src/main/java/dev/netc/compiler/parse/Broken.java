package dev.netc.compiler.parse;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/** Tells the parts of a parser's tree that a mistake went through. */
final class Broken {
    private Broken() {}

    /** Whether a rule is missing, or a mistake lies anywhere in it. */
    static boolean is(ParserRuleContext context) {
        if (context == null || context.exception != null || context.getStop() == null) {
            return true;
        }
        for (int i = 0; i < context.getChildCount(); i++) {
            ParseTree child = context.getChild(i);
            if (child instanceof ErrorNode || (child instanceof ParserRuleContext rule && is(rule))) {
                return true;
            }
        }
        return false;
    }
}
