package dev.netc.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A JVM that a test starts: what it writes on both streams, and how it ends. */
record AnotherJvm(int status, String output) {

    /** Runs the main method of a class of the tests, on their class path. */
    static AnotherJvm run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        all.addAll(List.of(arguments));
        return start(Map.of(), all);
    }

    /** Starts a JVM of the same kind. */
    static AnotherJvm start(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(Stream
                .concat(Stream.of(java, "-XX:-CreateCoredumpOnCrash"), arguments.stream()).toList())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new AnotherJvm(process.waitFor(), output);
    }
}
