package dev.netc.compiler.format;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.parse.Parse;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.grammar.NetLexer;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/**
 * Lays model files out in the one standard way, {@code netc fmt}. Line ends and spaces of the text do not matter; of its
 * author's layout stay the comments, each by the word it stands by, and the empty lines between statements, one for
 * several. What is laid out once is laid out: doing it again changes nothing.
 */
public final class Formatter {
    /** Lines are broken that would be longer, in characters; comments are never broken. */
    static final int WIDTH = 120;

    private Formatter() {}

    /** Lays a text out, or tells why it cannot be read. */
    public static Formatting format(SourceText source) {
        List<Problem> problems = Parse.model(source).problems();
        return problems.isEmpty()
                ? new Formatting(Optional.of(layout(source.text())), List.of())
                : new Formatting(Optional.empty(), problems);
    }

    private static String layout(String text) {
        CommonTokenStream tokens = new CommonTokenStream(new NetLexer(CharStreams.fromString(text)));
        NetParser.FileContext file = new NetParser(tokens).file();
        Page page = new Page();
        new NetLayout(new PartReader(tokens), page).file(file);
        return page.text();
    }
}
