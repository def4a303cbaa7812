package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.meant;
import static dev.netc.compiler.problem.Words.say;

/** The words for problems of syntax. */
final class SyntaxWords {
    private SyntaxWords() {}

    static Words of(SyntaxProblem problem) {
        return switch (problem) {
            case SyntaxProblem.Unexpected p -> say("expected " + p.expected() + ", found " + p.found(),
                    "expected " + p.expected(), p.help());
            case SyntaxProblem.Missing p -> say("expected " + p.expected() + " after `" + p.after() + "`",
                    "the statement ends here", p.help());
            case SyntaxProblem.UnknownCharacter p -> say("the character `" + p.character()
                    + "` means nothing in the language", "not a name, a number or a sign of the language",
                    wayOut(p.character()));
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

    private static String wayOut(String character) {
        return switch (character) {
            case ";" -> "a statement needs no mark at its end";
            case "." -> "a name holds no dot, and nothing is imported: `relu` instead of `nn.ReLU`";
            default -> meant(LookAlikes.of(character));
        };
    }
}
