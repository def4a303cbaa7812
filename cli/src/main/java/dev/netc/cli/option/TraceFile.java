package dev.netc.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import dev.netc.cli.output.Failures;
import dev.netc.runtime.timeline.ChromeTrace;
import dev.netc.runtime.timeline.Timeline;

/** The timeline that {@code --trace} asks for, while a command runs; it is off where nobody asked. */
public final class TraceFile implements AutoCloseable {
    private final Optional<ChromeTrace> trace;

    private TraceFile(Optional<ChromeTrace> trace) {
        this.trace = trace;
    }

    /**
     * Begins the file, where one is named.
     *
     * @throws dev.netc.cli.output.Failure where it cannot be written
     */
    static TraceFile of(Optional<Path> file) {
        return new TraceFile(file.map(TraceFile::begin));
    }

    private static ChromeTrace begin(Path file) {
        try {
            return ChromeTrace.to(file);
        } catch (IOException e) {
            throw Failures.of(file, e);
        }
    }

    /** What is to be told of what is done. */
    public Timeline timeline() {
        return trace.<Timeline>map(t -> t).orElse(Timeline.OFF);
    }

    @Override
    public void close() {
        trace.ifPresent(ChromeTrace::close);
    }
}
