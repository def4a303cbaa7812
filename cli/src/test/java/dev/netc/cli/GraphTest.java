package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {
    @TempDir
    private Path folder;

    @Test
    void thePictureGoesToStandardOutputUnlessAFileIsNamed() {
        Outcome outcome = Outcome.of("graph", Outcome.model("digits.net"));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"").endsWith("</svg>\n");
    }

    @Test
    void aFileForGraphvizIsKnownByItsName() {
        Path file = folder.resolve("digits.dot");
        Outcome outcome = Outcome.of("graph", Outcome.model("digits.net"), "-o", file);
        assertThat(outcome.out()).isEqualTo("wrote " + file + "\n");
        assertThat(file).content().startsWith("digraph net {");
    }

    @Test
    void theFormatCanBeSaid() {
        assertThat(Outcome.of("graph", Outcome.model("digits.net"), "--format", "dot").out())
                .startsWith("digraph net {");
        assertThat(Outcome.of("graph", Outcome.model("digits.net"), "--format", "png").status()).isEqualTo(2);
    }

    @Test
    void aScriptIsToldWhatWasDrawn() {
        assertThat(Outcome.of("graph", Outcome.model("digits.net"), "-o", folder.resolve("d.svg"), "--json").json()
                .get("file").asText()).endsWith("d.svg");
    }
}
