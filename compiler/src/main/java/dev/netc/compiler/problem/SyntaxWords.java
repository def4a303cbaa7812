package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.say;

/** The words for problems of syntax. */
final class SyntaxWords {
    private SyntaxWords() {}

    static Words of(SyntaxProblem problem) {
        return switch (problem) {
            case SyntaxProblem.Unexpected p -> say("expected " + p.expected() + ", found " + p.found(),
                    "expected " + p.expected(), p.help());
            case SyntaxProblem.Missing p -> say("expected " + p.expected() + " after `" + p.after() + "`",
                    "the statement ends here");
            case SyntaxProblem.UnknownCharacter p -> say("the character `" + p.character()
                    + "` means nothing in the language", "not a name, a number or a sign of the language",
                    LookAlikes.of(p.character()).map(sign -> "did you mean `" + sign + "`?").orElse(""));
            case SyntaxProblem.UnclosedString p ->
                say("a string is not closed on its line", "expected `\"` at its end");
            case SyntaxProblem.ReservedName p -> say("`all` cannot be a name",
                    "`all` is the one reserved word: what crosses devices is found by searching for it");
            case SyntaxProblem.Unclosed p -> say("`" + p.bracket() + "` is never closed",
                    "no `" + p.closing() + "` for this before the end of the file");
            case SyntaxProblem.OperatorAfterArrow p -> say("an operator after an arrow",
                    "after an arrow stands a call, and `->` binds loosest",
                    "write `(" + p.chain() + ") " + p.rest() + "`");
            case SyntaxProblem.NotABinding p ->
                say(p.what() + " inside `columns`", "inside `columns` stand bindings only",
                        "move it out of the `columns`, or close them before it");
            case SyntaxProblem.NestedColumns p -> say("`columns` inside `columns`", "columns are not nested",
                    "close the outer `columns` first");
        };
    }
}
