package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.function.Supplier;

import dev.netc.cli.output.Console;

/** Says where the weights are when a person interrupts a training; the JVM then ends with the status for that. */
final class Interruption {
    private Interruption() {}

    /** Does the work, and speaks when it is interrupted. */
    static <T> T during(Console console, Path run, LastEpoch last, Supplier<T> work) {
        Thread hook = new Thread(() -> console.say("\ninterrupted; " + last.report()
                .map(epoch -> run.resolve("last.safetensors") + " holds the weights after epoch " + epoch.epoch())
                .orElse("no epoch has ended, and no weights were written")));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already: the hook speaks
        }
    }
}
