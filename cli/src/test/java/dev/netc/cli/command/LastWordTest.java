package dev.netc.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.netc.cli.output.Console;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.training.TrainingPhase;
import org.junit.jupiter.api.Test;

/** Of a command and the end of its process, which come at once, one has the last word. */
class LastWordTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Interruption interruption = new Interruption(new Console(stream, stream, false, false),
            status -> events.add("halted " + status));

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Thread interrupt() {
        return Thread.ofPlatform().start(interruption::end);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTrainingThatHasEndedIsWrittenDownAndKeepsItsStatus() {
        List<Thread> hook = new ArrayList<>();
        interruption.stops(() -> TrainingPhase.ENDED);
        assertThat(interruption.during(() -> {
            hook.add(interrupt());
            events.add("answered");
            return 0;
        })).isZero();
        join(hook.getFirst());
        assertThat(events).containsExactly("answered", "halted 0");
        assertThat(said()).isEmpty();
    }

    @Test
    void aTrainingThatIsInterruptedSaysSoAndIsWaitedFor() {
        List<Thread> hook = new ArrayList<>();
        interruption.stops(() -> TrainingPhase.STEPPING);
        assertThat(interruption.during(() -> {
            hook.add(interrupt());
            events.add("kept");
            throw new NetcException("stopped");
        })).isEqualTo(1);
        join(hook.getFirst());
        assertThat(events).containsExactly("kept", "halted 1");
        assertThat(said()).contains("interrupted: the step that is under way is done first", "stopped");
    }

    @Test
    void beforeTheFirstStepTheProcessEndsWithWhatIsOpenClosed() {
        interruption.closes(() -> events.add("closed"));
        assertThat(interruption.during(() -> {
            join(interrupt());
            throw new NetcException("the training was stopped before its first step");
        })).isEqualTo(130);
        assertThat(events).containsExactly("closed", "halted 130");
        assertThat(said()).contains("error[interrupted]: interrupted before the first step")
                .containsOnlyOnce("error[");
    }

    @Test
    void aCommandThatHasFailedIsNotInterruptedToo() {
        assertThat(interruption.during(() -> {
            throw new NetcException("no such image");
        })).isEqualTo(1);
        join(interrupt());
        assertThat(events).containsExactly("halted 1");
        assertThat(said()).contains("no such image").containsOnlyOnce("error[");
    }
}
