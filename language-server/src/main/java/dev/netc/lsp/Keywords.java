package dev.netc.lsp;

import java.util.Map;

import dev.netc.grammar.NetLexer;

/** The words that begin statements. Each may also be a name; then it is no keyword. */
final class Keywords {
    /** What each is for, in Markdown. */
    static final Map<String, String> MEANING = Map.of(
            "net", "`net NAME(parameters) { … }`: a file holds one network.",
            "input", "`input NAME: [channels, height, width]` is a tensor, `input NAME: class(n)` a label.",
            "class", "`class(n)`: a label from 0 to n − 1.",
            "block",
            "`block NAME(x, parameters) = …`: a piece of net to be used more than once. Every use learns weights"
                    + " of its own; `x` is what an arrow brings.",
            "fn", "`fn NAME(x, parameters) = …`: a pointwise function. The compiler finds its gradient.",
            "columns", "`columns N { … }`: what stands in here stands once in each column, on a device of its own. Only"
                    + " `all(x)` crosses devices.",
            "output", "`output NAME = …`: what can be read from the net.",
            "return", "`return …`: what the block gives.",
            "train", "`train { … }`: how the net is trained.");

    private Keywords() {}

    static boolean isKeyword(Words words, int index) {
        return switch (words.type(index)) {
            case NetLexer.NET, NetLexer.INPUT, NetLexer.BLOCK, NetLexer.FN, NetLexer.OUTPUT -> words.isName(index + 1);
            case NetLexer.COLUMNS -> words.type(index + 1) == NetLexer.NUMBER || words.isName(index + 1);
            case NetLexer.TRAIN -> words.type(index + 1) == NetLexer.OPEN_BRACE;
            case NetLexer.CLASS -> words.type(index - 1) == NetLexer.COLON;
            case NetLexer.RETURN -> Braces.around(words, index) == Braces.BLOCK && words.isFirstInLine(index)
                    && words.type(index + 1) != NetLexer.ASSIGN;
            default -> false;
        };
    }
}
