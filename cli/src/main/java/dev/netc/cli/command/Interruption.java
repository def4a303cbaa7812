package dev.netc.cli.command;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.cli.output.Message;
import dev.netc.runtime.training.Trainer;

/**
 * What Ctrl-C does, and whatever else asks the JVM to end: a training stops after its step and keeps a checkpoint, its command says
 * so, and the process ends with the status for that.
 */
final class Interruption {
    private final Console console;
    private final CountDownLatch said = new CountDownLatch(1);
    private volatile Optional<Trainer> trainer = Optional.empty();
    private volatile boolean asked;
    private volatile int status;

    Interruption(Console console) {
        this.console = console;
    }

    /** From now on it is this training that stops. */
    void stops(Trainer training) {
        trainer = Optional.of(training);
    }

    /** Runs a command, and returns its status. */
    int during(IntSupplier command) {
        Thread hook = new Thread(this::end, "netc-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            status = command.getAsInt();
        } catch (RuntimeException | Error e) {
            if (!asked) {
                throw e;
            }
            status = fail(Failures.of(e)); // here, because the process ends before anybody above could speak
        } finally {
            said.countDown();
            remove(hook);
        }
        return status;
    }

    /** Runs while the JVM is ending, and decides when it has ended. */
    private void end() {
        asked = true;
        if (trainer.map(Trainer::stop).orElse(false)) {
            console.say(
                    System.lineSeparator() + "interrupted: the step that is under way is done first, then a checkpoint"
                            + " is written");
            await();
        } else {
            status = fail(Failure.of(ExitStatus.INTERRUPTED, Message.of("interrupted",
                    "interrupted before the first step: nothing was learnt, and nothing is lost"), null));
        }
        Runtime.getRuntime().halt(status);
    }

    private int fail(Failure failure) {
        console.fail(failure);
        return failure.status().code();
    }

    private void await() {
        try {
            said.await();
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
