package dev.netc.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The {@code netc} command, in a JVM of its own.
 *
 * @param java that runs it
 * @param classPath of the command
 */
record Netc(Path java, List<Path> classPath) {

    /**
     * What a command answered.
     *
     * @param status its exit status
     * @param answer its JSON document
     * @param words what it had to say to people: warnings, or the errors with their source
     */
    record Answer(int status, JsonNode answer, String words) {

        /** Errors a line each, with their places written as Maven writes a compiler's. */
        List<String> errors() {
            List<String> lines = new ArrayList<>();
            answer.path("errors").forEach(error -> lines.add(place(error) + error.path("message").asText()));
            return lines;
        }

        private static String place(JsonNode error) {
            if (!error.path("file").isTextual()) {
                return "";
            }
            String file = error.path("file").asText();
            return error.path("line").canConvertToInt() && error.path("line").asInt() > 0
                    ? file + ":[" + error.path("line").asInt() + "," + error.path("column").asInt() + "] "
                    : file + ": ";
        }
    }

    /** Runs a command that answers in JSON, and waits for its end. What it says lies in {@code folder} afterwards. */
    Answer run(List<String> arguments, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "dev.netc.cli.Main"));
        command.addAll(arguments);
        command.add("--json");
        Path out = Files.createDirectories(folder).resolve("answer.json");
        Path err = folder.resolve("messages.txt");
        int status = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start()
                .waitFor();
        String words = Files.readString(err, StandardCharsets.UTF_8).stripTrailing();
        return new Answer(status, document(out, words), words);
    }

    private static JsonNode document(Path file, String words) throws IOException {
        JsonNode document = new ObjectMapper().readTree(Files.readString(file));
        if (!document.isObject()) {
            throw new IOException("netc ended without an answer" + (words.isEmpty() ? "" : ":\n" + words));
        }
        return document;
    }
}
