package dev.netc.compiler.fuzz;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Gives the compiler many texts, one after the other, and keeps count of what comes of them. */
final class Campaign {
    /** Longer than that, compiling included, is a hang. */
    private static final int PATIENCE_SECONDS = 60;

    private static final int MOST_FAILURES = 10;

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "fuzz");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> failures = new ArrayList<>();
    private int files;
    private int clean;
    private int compiled;
    private long problems;
    private long slowest;
    private String slowestText = "";

    /** Runs {@code files} texts, each written with random numbers of its own: {@code seed}, {@code seed + 1}, and so on. */
    static Campaign run(int files, long seed, Function<Random, String> texts) throws InterruptedException {
        Campaign campaign = new Campaign();
        for (int i = 0; i < files && campaign.failures.size() < MOST_FAILURES; i++) {
            campaign.give(seed + i, texts.apply(new Random(seed + i)));
        }
        campaign.worker.shutdownNow();
        return campaign;
    }

    private void give(long seed, String text) throws InterruptedException {
        Future<Verdict> verdict = worker.submit(() -> Verdict.of(text));
        files++;
        try {
            take(verdict.get(PATIENCE_SECONDS, TimeUnit.SECONDS), text);
        } catch (ExecutionException e) {
            StringWriter trace = new StringWriter();
            e.getCause().printStackTrace(new PrintWriter(trace));
            String shown = trace.toString().lines().limit(30).reduce("", (a, b) -> a + b + "\n");
            failures.add("seed " + seed + ": " + shown + "\n" + text);
        } catch (TimeoutException e) {
            failures.add("seed " + seed + ": no end\n" + text);
        }
    }

    private void take(Verdict verdict, String text) {
        clean += verdict.problems() == 0 ? 1 : 0;
        compiled += verdict.compiled() ? 1 : 0;
        problems += verdict.problems();
        if (verdict.checkNanos() > slowest) {
            slowest = verdict.checkNanos();
            slowestText = text;
        }
    }

    /** Seed, stack trace and text of every file that ended in an exception or not at all. */
    List<String> failures() {
        return failures;
    }

    /** Files of which a program was made. */
    int compiled() {
        return compiled;
    }

    /** Errors and warnings in all. */
    long problems() {
        return problems;
    }

    /** Seconds of processor time that the slowest file took to check. */
    double slowestSeconds() {
        return slowest / 1e9;
    }

    /** That file. */
    String slowestText() {
        return slowestText;
    }

    @Override
    public String toString() {
        return "%,d files: %,d without problems, %,d compiled, %,d messages, the slowest checked in %.3f s, %d failures"
                .formatted(files, clean, compiled, problems, slowestSeconds(), failures.size());
    }
}
