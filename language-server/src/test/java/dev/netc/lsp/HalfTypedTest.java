package dev.netc.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A file that is being typed: every question has an answer. */
class HalfTypedTest {

    @Test
    void everyPrefixOfAModelHasItsAnswers() throws IOException {
        String model = Files.readString(ConversationTest.ALEX_NET);
        IntStream.rangeClosed(0, model.length())
                .forEach(end -> ask(Document.of(Editor.URI, model.substring(0, end)), end));
    }

    @Test
    void everyPlaceOfAModelHasItsAnswers() throws IOException {
        String model = Files.readString(ConversationTest.ALEX_NET);
        Document document = Document.of(Editor.URI, model);
        IntStream.rangeClosed(0, document.source().length()).forEach(offset -> {
            ask(document, offset);
            assertThat(document.offset(document.position(offset))).isEqualTo(offset);
        });
    }

    @Property(tries = 300, seed = "2012")
    void anyTextHasItsAnswers(@ForAll String text) {
        ask(Document.of(Editor.URI, text), text.length() / 2);
        String inNet = "net N { input v: [3] output o = v -> conv(" + text;
        ask(Document.of(Editor.URI, inNet), inNet.length());
    }

    private static void ask(Document document, int offset) {
        Cursor cursor = new Cursor(document, Math.min(offset, document.source().length()));
        assertThatCode(() -> {
            Diagnostics.of(document);
            Hovers.at(cursor);
            Completions.at(cursor);
            SignatureHelps.at(cursor);
            References.definition(cursor);
            References.all(cursor);
            Symbols.of(document);
            document.layout();
        }).doesNotThrowAnyException();
    }
}
