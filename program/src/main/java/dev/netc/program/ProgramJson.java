package dev.netc.program;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
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
     * Reads a program.
     *
     * @throws IOException where the text is not a program, or one of another version
     */
    public static Program read(InputStream json) throws IOException {
        Program program = MAPPER.readValue(json, Program.class);
        if (program.version() != Program.VERSION) {
            throw new IOException("program.json has version " + program.version() + "; this runtime reads version "
                    + Program.VERSION);
        }
        return program;
    }
}
