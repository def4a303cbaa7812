package dev.netc.cli.command;

import java.time.Duration;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.Figures;
import dev.netc.runtime.data.Packer;

/** Shows how many images are done: on a terminal in one line that is written over, elsewhere a line a minute. */
final class ImagesProgress implements Packer.Progress {
    private static final long TERMINAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PLAIN_NANOS = Duration.ofMinutes(1).toNanos();
    /** Erases what the line before had more. */
    private static final String ERASE = "\u001b[K";

    private final Console console;
    private final long start = System.nanoTime();
    private long shown = start;

    ImagesProgress(Console console) {
        this.console = console;
    }

    @Override
    public void packed(long images, long all) {
        long now = System.nanoTime();
        if (now - shown >= (console.isTerminal() ? TERMINAL_NANOS : PLAIN_NANOS)) {
            shown = now;
            show(text(images, all, (now - start) / 1e9));
        }
    }

    private void show(String line) {
        if (console.isTerminal()) {
            console.err().print("\r" + line + ERASE);
            console.err().flush();
        } else {
            console.say(line);
        }
    }

    /** {@code 12,800 of 1,281,167 images  410 images/s  51 min 33 s left}. */
    static String text(long images, long all, double seconds) {
        double rate = images / seconds;
        return Figures.count(images) + " of " + Figures.count(all, "image") + "  " + Figures.count(Math.round(rate))
                + " images/s  " + Figures.seconds((all - images) / rate) + " left";
    }

    /** Leaves the line to what comes next. */
    void end() {
        if (console.isTerminal()) {
            show("");
        }
    }
}
