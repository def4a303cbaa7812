package dev.netc.compiler.format;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.netc.compiler.ast.Net;
import dev.netc.compiler.parse.Parse;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.Span;
import dev.netc.grammar.NetLexer;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** What texts say, wherever in the text it stands. */
final class Trees {
    private Trees() {}

    /** A text's tree in words, places left out. */
    static String of(String text) {
        Optional<Net> net = Parse.model(new SourceText("m.net", text)).net();
        return show(net.orElseThrow());
    }

    /** The words of a text, comments and space left out. */
    static List<String> words(String text) {
        return tokens(text).filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL).map(Token::getText).toList();
    }

    /** The comments of a text, in their order. */
    static List<String> comments(String text) {
        return tokens(text).filter(t -> t.getType() == NetLexer.COMMENT).map(t -> t.getText().stripTrailing())
                .toList();
    }

    private static Stream<Token> tokens(String text) {
        return new NetLexer(CharStreams.fromString(text)).getAllTokens().stream().map(t -> t);
    }

    private static String show(Object node) {
        return switch (node) {
            case Optional<?> optional -> optional.map(Trees::show).orElse("-");
            case List<?> list -> list.stream().map(Trees::show).collect(Collectors.joining(", ", "[", "]"));
            case Record record -> record.getClass().getSimpleName() + Stream
                    .of(record.getClass().getRecordComponents()).filter(c -> c.getType() != Span.class)
                    .map(c -> show(value(c, record))).collect(Collectors.joining(", ", "(", ")"));
            default -> node.toString();
        };
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
