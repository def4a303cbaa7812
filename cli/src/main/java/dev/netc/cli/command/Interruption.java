package dev.netc.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.cli.output.Message;
import dev.netc.runtime.training.TrainingPhase;

/**
 * What Ctrl-C does, and whatever else asks the JVM to end: a training stops after its step and keeps a checkpoint, its command says
 * so, and the process ends with the status for that. The command and the end of the JVM are two threads, of which one has the last
 * word.
 */
final class Interruption {
    private final Console console;
    private final IntConsumer halt;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean spoken = new AtomicBoolean();
    private volatile Supplier<TrainingPhase> stop = () -> TrainingPhase.STARTING;
    private volatile Runnable closing = () -> {};
    private volatile int status;

    Interruption(Console console) {
        this(console, Runtime.getRuntime()::halt);
    }

    /** @param halt ends the process with a status */
    Interruption(Console console, IntConsumer halt) {
        this.console = console;
        this.halt = halt;
    }

    /** From now on this is how a training is asked to stop. */
    void stops(Supplier<TrainingPhase> training) {
        stop = training;
    }

    /** From now on this is closed where the process ends without the command. */
    void closes(Runnable open) {
        closing = open;
    }

    /** Runs a command, and returns its status. */
    int during(IntSupplier command) {
        Thread hook = new Thread(this::end, "netc-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            status = command.getAsInt();
        } catch (RuntimeException | Error e) {
            say(Failures.of(e)); // here, because the process may be ending before anybody above could speak
        } finally {
            done.countDown();
            remove(hook);
        }
        return status;
    }

    /** Runs while the JVM is ending, and decides when it has ended. */
    void end() {
        TrainingPhase phase = stop.get();
        if (phase == TrainingPhase.STARTING && say(Failure.of(ExitStatus.INTERRUPTED, Message.of("interrupted",
                "interrupted before the first step: nothing was learnt, and nothing is lost"), null))) {
            closing.run();
        } else {
            if (phase == TrainingPhase.STEPPING) {
                console.say(System.lineSeparator() + "interrupted: the step that is under way is done first, then a"
                        + " checkpoint is written");
            }
            await();
        }
        halt.accept(status);
    }

    /** Fails, where nothing else was said; returns whether that was so. */
    private boolean say(Failure failure) {
        boolean first = spoken.compareAndSet(false, true);
        if (first) {
            status = failure.status().code();
            console.fail(failure);
        }
        return first;
    }

    private void await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already: the hook decides when
        }
    }
}
