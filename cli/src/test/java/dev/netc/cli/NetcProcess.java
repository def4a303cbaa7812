package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code netc} command in a process of its own, as a person has it. */
final class NetcProcess {
    private static final int MINUTES_AT_MOST = 5;

    private final Process process;
    private final Path log;

    private NetcProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a command.
     *
     * @param log takes all that it says
     * @param before words before {@code java}, for a command that starts it
     */
    static NetcProcess start(Path log, Map<String, String> environment, List<String> before, Object... arguments)
            throws IOException {
        return start(log, environment, before, List.of(), arguments);
    }

    /** Starts a command on a Java that has these modules, and those that they need, alone. */
    static NetcProcess limited(Path log, String modules, Object... arguments) throws IOException {
        return start(log, Map.of(), List.of(), List.of("--limit-modules", modules), arguments);
    }

    private static NetcProcess start(Path log, Map<String, String> environment, List<String> before,
            List<String> options, Object... arguments) throws IOException {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.netc.cli.Main"));
        Arrays.stream(arguments).map(Object::toString).forEach(words::add);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new NetcProcess(builder.start(), log);
    }

    static NetcProcess start(Path log, Object... arguments) throws IOException {
        return start(log, Map.of(), List.of(), arguments);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as nothing else does: with no chance to do anything about it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /** Sends a signal by name: {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    }

    /** Its exit status, when it has ended. */
    int await() throws InterruptedException {
        assertThat(process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)).as("netc has ended").isTrue();
        return process.exitValue();
    }

    /** All that it has said. */
    String said() throws IOException {
        return Files.readString(log);
    }
}
