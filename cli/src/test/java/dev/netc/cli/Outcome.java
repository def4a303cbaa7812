package dev.netc.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a {@code netc} command did.
 *
 * @param status its exit status
 * @param out standard output
 * @param err standard error
 */
record Outcome(int status, String out, String err) {

    /** Runs a command. */
    static Outcome of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(List.of(arguments).stream().map(Object::toString).toList(),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Standard output, which has to be one JSON document. */
    JsonNode json() {
        try {
            return new ObjectMapper().readerFor(JsonNode.class)
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(out);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON document: " + out, e);
        }
    }

    /** A model of the project's own. */
    static Path model(String name) {
        return Path.of("").toAbsolutePath().getParent().resolve("models").resolve(name);
    }

    /** A file of the tests' resources. */
    static Path resource(String name) {
        return Path.of("src/test/resources").resolve(name);
    }
}
