package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netc.runtime.Devices;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timeline of a training on two halves of a device, in Chrome's trace event format. */
class TraceTest {
    private static final int DEVICES = 1;
    private static final int HOST = 2;

    @TempDir
    private Path folder;

    /** Times in nanoseconds, which the format tells as fractions of microseconds. */
    private record Event(String name, String category, int process, long row, long start, long end,
            JsonNode arguments) {
        static Event of(JsonNode json) {
            long start = Math.round(1000 * json.get("ts").asDouble());
            return new Event(json.get("name").asText(), json.get("cat").asText(), json.get("pid").asInt(),
                    json.get("tid").asLong(), start, start + Math.round(1000 * json.get("dur").asDouble()),
                    json.get("args"));
        }

        boolean overlaps(Event other) {
            return start < other.end && other.start < end;
        }
    }

    @Test
    void bothHalvesAreBusyAtOnceEachInItsOwnOrderAndWithinWhatTheHostDid() throws IOException {
        Assumptions.assumeTrue(Devices.list().getFirst().partitionable(), "a device that splits");
        List<Event> events = train("0.0,0.1");
        List<Event> first = row(events, 0);
        List<Event> second = row(events, 1);
        assertThat(first).anySatisfy(one -> assertThat(second).anyMatch(one::overlaps));
        for (List<Event> row : List.of(first, second)) {
            for (int i = 1; i < row.size(); i++) {
                assertThat(row.get(i).start()).isGreaterThanOrEqualTo(row.get(i - 1).end());
            }
        }
        List<Event> runs = runs(events);
        assertThat(events).filteredOn(e -> e.process() == DEVICES).isNotEmpty().allSatisfy(event -> assertThat(runs)
                .anyMatch(run -> run.start() <= event.start() && event.end() <= run.end()));
    }

    @Test
    void kernelsNameTheirLayersAndExchangesTheirBytes() throws IOException {
        List<Event> events = train("0,0");
        assertThat(events).filteredOn(e -> e.category().equals("kernel")).isNotEmpty().allSatisfy(
                kernel -> assertThat(kernel.arguments().get("layers").asText()).isNotEmpty());
        assertThat(events).filteredOn(e -> e.name().startsWith("conv2_forward")).isNotEmpty().allSatisfy(
                kernel -> assertThat(kernel.arguments().get("multiplyAdds").asLong()).isPositive());
        assertThat(events).filteredOn(e -> e.category().equals("exchange")).isNotEmpty().allSatisfy(copy -> {
            assertThat(copy.arguments().get("bytes").asLong()).isPositive();
            assertThat(copy.row()).isEqualTo(copy.arguments().get("from").asLong());
        });
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Outcome outcome = Outcome.of("train", Outcome.model("digits.net"), "--data", "digits", "--run",
                folder.resolve("run"), "--trace", folder.resolve("nowhere/trace.json"));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("error[file]: ", "nowhere/trace.json: there is no such file");
    }

    private List<Event> train(String devices) throws IOException {
        Path file = folder.resolve("trace.json");
        Outcome outcome = Outcome.of("train", Outcome.model("digits.net"), "--data", "digits", "--run",
                folder.resolve("run"), "--epochs", "1", "--batch", "144", "--devices", devices, "--trace", file);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<Event> events = new ArrayList<>();
        List<Long> named = new ArrayList<>();
        for (JsonNode json : new ObjectMapper().readTree(file.toFile())) {
            if (json.get("ph").asText().equals("X")) {
                events.add(Event.of(json));
            } else {
                assertThat(json.get("ph").asText()).isEqualTo("M");
                named.add(json.get("tid").asLong());
            }
        }
        assertThat(events).allSatisfy(event -> {
            assertThat(event.end()).isGreaterThanOrEqualTo(event.start());
            assertThat(event.process()).isIn(DEVICES, HOST);
            assertThat(named).contains(event.row());
        });
        return events;
    }

    private static List<Event> row(List<Event> events, int device) {
        return events.stream().filter(e -> e.process() == DEVICES && e.row() == device)
                .sorted(Comparator.comparingLong(Event::start)).toList();
    }

    /** From the beginning of each enqueueing to the end of the waiting that follows. */
    private static List<Event> runs(List<Event> events) {
        List<Event> runs = new ArrayList<>();
        Event begun = null;
        for (Event event : events) {
            if (event.name().equals("enqueue")) {
                begun = event;
            } else if (event.name().equals("wait for the devices")) {
                runs.add(new Event("run", "host", HOST, event.row(), begun.start(), event.end(), null));
            }
        }
        return runs;
    }
}
