package dev.netc.program;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A {@link Program} as JSON: {@code program.json}. */
public final class ProgramJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ProgramJson() {}

    /** The whole program as one JSON document. */
    public static String write(Program program) {
        try {
            return MAPPER.writeValueAsString(program) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("program " + program.name() + " has no JSON form", e);
        }
    }

    /**
     * Reads a program: all that the stream has, which stays open.
     *
     * @throws IOException where the text is not a program, or one of another version; the message says which
     */
    public static Program read(InputStream json) throws IOException {
        try {
            JsonNode document = MAPPER.readTree(json);
            checkVersion(document.path("version"));
            return MAPPER.treeToValue(document, Program.class);
        } catch (JsonProcessingException e) {
            throw new IOException("this is no program.json: " + e.getOriginalMessage(), e);
        }
    }

    /** Looked at before anything else, because another version has other fields. */
    private static void checkVersion(JsonNode version) throws IOException {
        if (!version.isInt()) {
            throw new IOException("this is no program.json: it says no version");
        }
        if (version.intValue() != Program.VERSION) {
            throw new IOException("program.json has version " + version.intValue() + "; this runtime reads version "
                    + Program.VERSION + ": compile the model with the netc that the runtime is of");
        }
    }
}
