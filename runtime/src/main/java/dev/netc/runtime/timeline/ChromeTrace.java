package dev.netc.runtime.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import dev.netc.program.Step;
import dev.netc.program.Work;

/**
 * A timeline as a file in Chrome's trace event format, which Perfetto and {@code chrome://tracing} open: a row a queue under
 * "devices", a row a thread under "host". Written as it comes, so that a long training needs no memory and an interrupted one leaves
 * what was seen.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace Event Format</a>
 */
public final class ChromeTrace implements Timeline, AutoCloseable {
    private static final double MICRO = 1e-3;
    private static final int DEVICES = 1;
    private static final int HOST = 2;

    private final SequenceWriter events;
    private final Set<Row> named = new HashSet<>();
    private boolean closed;

    private record Row(int process, long thread) {}

    private ChromeTrace(SequenceWriter events) {
        this.events = events;
    }

    /**
     * Begins a file. Times in it are those of {@link System#nanoTime}, in microseconds: on most systems one clock for all processes, so
     * that a trace can be laid beside another, or beside what happened before it began.
     *
     * @throws IOException where it cannot be written
     */
    public static ChromeTrace to(Path file) throws IOException {
        ChromeTrace trace = new ChromeTrace(
                new ObjectMapper().writer().writeValuesAsArray(Files.newBufferedWriter(file)));
        trace.name("process_name", new Row(DEVICES, 0), "devices");
        trace.name("process_name", new Row(HOST, 0), "host");
        return trace;
    }

    @Override
    public synchronized void add(Span span) {
        if (closed) {
            return; // a thread that was still decoding
        }
        switch (span) {
            case Span.Kernel kernel -> event(row(kernel.queue()), kernel.step().kernel(), "kernel", span, work(kernel));
            case Span.Exchange copy -> event(row(copy.queue()),
                    copy.step().from() + " to device " + copy.step().to(), "exchange", span, exchange(copy));
            case Span.Host host -> event(row(host), host.what(), "host", span, Map.of());
        }
    }

    private static Map<String, Object> work(Span.Kernel kernel) {
        Work work = kernel.step().work();
        Map<String, Object> facts = new TreeMap<>();
        facts.put("layers", String.join(", ", work.layers()));
        facts.put("multiplyAdds", work.multiplyAdds().at(kernel.batch()));
        facts.put("bytes", work.bytes().at(kernel.batch()));
        return facts;
    }

    private static Map<String, Object> exchange(Span.Exchange copy) {
        Step.Copy step = copy.step();
        return new TreeMap<>(Map.of("bytes", copy.bytes(), "from", step.device(), "to", step.to()));
    }

    private Row row(Span.Queue queue) {
        Row row = new Row(DEVICES, queue.logical());
        name("thread_name", row, "logical device " + queue.logical() + " on " + queue.device());
        return row;
    }

    private Row row(Span.Host host) {
        Row row = new Row(HOST, host.thread());
        name("thread_name", row, host.threadName());
        return row;
    }

    private void name(String what, Row row, String name) {
        if (what.equals("thread_name") && !named.add(row)) {
            return;
        }
        write(new TreeMap<>(Map.of("ph", "M", "name", what, "pid", row.process(), "tid", row.thread(), "args",
                Map.of("name", name))));
    }

    private void event(Row row, String name, String category, Span span, Map<String, Object> arguments) {
        write(new TreeMap<>(Map.of("ph", "X", "name", name, "cat", category, "pid", row.process(), "tid", row.thread(),
                "ts", span.start() * MICRO, "dur", (span.end() - span.start()) * MICRO, "args",
                arguments)));
    }

    private void write(Map<String, Object> event) {
        try {
            events.write(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            events.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
