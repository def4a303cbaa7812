package dev.netc.lsp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.ast.Net;
import dev.netc.compiler.format.Formatter;
import dev.netc.compiler.parse.Parse;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/**
 * A file at one moment, and all that is known of it.
 *
 * @param uri as the editor names it
 * @param words its tokens, in their order
 * @param net as far as it can be read
 * @param declarations the names that it gives
 * @param analysis its problems, and what names and calls were found to be
 */
record Document(String uri, SourceText source, Words words, Optional<Net> net, Declarations declarations,
        Analysis analysis) {

    static Document of(String uri, String text) {
        SourceText source = new SourceText(uri.substring(uri.lastIndexOf('/') + 1), text);
        Optional<Net> net = Parse.model(source).net();
        return new Document(uri, source, Words.of(text), net,
                net.map(Declarations::of).orElseGet(Declarations::none), Frontend.analyse(source, Map.of()));
    }

    /** The edits that lay the file out; none where it is laid out, or cannot be read. */
    List<TextEdit> layout() {
        return Formatter.format(source).text().filter(layout -> !layout.equals(source.text()))
                .map(layout -> List.of(new TextEdit(range(0, source.length()), layout))).orElse(List.of());
    }

    /** The protocol counts UTF-16 units in a line, this project code points of a text. */
    int offset(Position position) {
        int lines = source.line(source.length());
        if (position.getLine() >= lines) {
            return source.length();
        }
        int start = source.lineStart(position.getLine() + 1);
        int end = position.getLine() + 1 < lines ? source.lineStart(position.getLine() + 2) : source.length();
        String line = source.slice(start, end);
        return start + line.codePointCount(0, Math.clamp(position.getCharacter(), 0, line.length()));
    }

    Position position(int offset) {
        int line = source.line(offset);
        return new Position(line - 1, source.slice(source.lineStart(line), offset).length());
    }

    Range range(int start, int end) {
        return new Range(position(start), position(end));
    }

    Range range(Span span) {
        return range(span.start(), span.end());
    }
}
