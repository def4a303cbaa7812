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
        for (int end = 0; end <= model.length(); end++) {
            Document document = Document.of(Editor.URI, model.substring(0, end));
            askOfAll(document);
            ask(document, end);
        }
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
        Document document = Document.of(Editor.URI, text);
        askOfAll(document);
        ask(document, text.length() / 2);
        String inNet = "net N { input v: [3] output o = v -> conv(" + text;
        ask(Document.of(Editor.URI, inNet), inNet.length());
    }

    private static void askOfAll(Document document) {
        assertThatCode(() -> {
            Diagnostics.of(document);
            Symbols.of(document);
            document.layout();
        }).doesNotThrowAnyException();
    }

    private static void ask(Document document, int offset) {
        Cursor cursor = new Cursor(document, Math.min(offset, document.source().length()));
        assertThatCode(() -> {
            Hovers.at(cursor);
            Completions.at(cursor);
            SignatureHelps.at(cursor);
            References.definition(cursor);
            References.all(cursor);
        }).doesNotThrowAnyException();
    }
}
