package dev.netc.runtime.training;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

import dev.netc.runtime.Model;

/**
 * Shows a training to a person: on a terminal one line that is written over several times a second, and stays at the end
 * of each epoch; elsewhere a line an epoch, and one a minute while an epoch is long.
 */
public final class ProgressLine implements TrainingListener {
    private static final long TERMINAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PLAIN_NANOS = Duration.ofMinutes(1).toNanos();
    /** Erases what the line before had more. */
    private static final String ERASE = "\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int epochs;
    private long shownAt = System.nanoTime();

    /**
     * Shows a training.
     *
     * @param out standard error, as a rule
     * @param terminal whether a person looks at it while it is written
     * @param epochs most epochs
     */
    public ProgressLine(PrintStream out, boolean terminal, int epochs) {
        this.out = out;
        this.terminal = terminal;
        this.epochs = epochs;
    }

    @Override
    public void warned(String warning) {
        say("warning: " + warning);
    }

    @Override
    public void advised(String advice) {
        say("hint: " + advice);
    }

    @Override
    public void rateChanged(RateChange change) {
        say(change.text());
    }

    /** A line that stays, in the place of the one that is written over. */
    private void say(String line) {
        out.println((terminal ? "\r" : "") + line + (terminal ? ERASE : ""));
    }

    @Override
    public void resumed(History history, Model model) {
        say("goes on after " + history.state().text());
    }

    @Override
    public void stepped(Progress progress) {
        long now = System.nanoTime();
        if (now - shownAt < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
            return;
        }
        shownAt = now;
        if (terminal) {
            out.print("\r" + text(progress) + ERASE);
            out.flush();
        } else {
            out.println(text(progress));
        }
    }

    @Override
    public void epochEnded(EpochReport report, Model model) {
        say(text(report));
        shownAt = System.nanoTime();
    }

    /**
     * {@code epoch 3/20  step 35 (12/23)  loss 0.4321  error 12.34%  5,120 images/s  0:42 left}. The first step compiles kernels:
     * how fast it was says nothing of the others.
     */
    static String text(Progress progress) {
        String pace = progress.step() == 1
                ? ""
                : String.format(Locale.ROOT, "  %,.0f images/s  %s left", progress.imagesPerSecond(),
                        time(progress.secondsLeft()));
        return String.format(Locale.ROOT, "epoch %d/%d  step %d (%d/%d)  loss %.4f  error %.2f%%%s", progress.epoch(),
                progress.epochs(), progress.step(), progress.batch(), progress.batches(), progress.loss(),
                100 * progress.error(), pace);
    }

    private String text(EpochReport report) {
        String validated = report.validation()
                .map(e -> String.format(Locale.ROOT, "  validation loss %.4f  error %.2f%%",
                        e.loss().orElse(Double.NaN), 100 * e.top1Error()))
                .orElse("");
        return String.format(Locale.ROOT,
                "epoch %d/%d  step %d  rate %s  loss %.4f  error %.2f%%%s  %,.0f images/s  %s",
                report.epoch(), epochs, report.step(), shortNumber(report.rate()), report.trainLoss(),
                100 * report.trainError(), validated, report.imagesPerSecond(), time(report.seconds()));
    }

    /** Without the digits that repeated multiplication leaves, and without exponents: 0.0008, not 8.000000000000001E-4. */
    static String shortNumber(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    /** {@code 0:42}, {@code 12:07}, {@code 3:02:10}. */
    static String time(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
