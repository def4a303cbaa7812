package dev.netc.runtime.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that decode images side by side. */
final class Workers implements AutoCloseable {
    /** More would decode faster than any device here eats. */
    private static final int MOST = 8;

    /** More ranges than threads: some images take longer than others, and some are there already. */
    private static final int RANGES_A_THREAD = 4;

    private final int count = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    private final ExecutorService threads = Executors.newFixedThreadPool(count,
            Thread.ofPlatform().daemon().name("netc-decode-", 1).factory());

    /** Work on the items {@code from} (inclusive) to {@code to} (exclusive). */
    interface Range {
        void run(int from, int to);
    }

    /**
     * Splits the items 0 … items - 1 into contiguous ranges, works on them side by side, and waits for the end of all.
     *
     * @throws InterruptedException where the waiting thread was interrupted
     */
    void forRanges(int items, Range work) throws InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        int ranges = count * RANGES_A_THREAD;
        for (int i = 0; i < ranges; i++) {
            int from = (int) ((long) items * i / ranges);
            int to = (int) ((long) items * (i + 1) / ranges);
            if (from < to) {
                running.add(threads.submit(() -> work.run(from, to)));
            }
        }
        try {
            for (Future<?> range : running) {
                range.get(); // in order, so that of several errors always the first is told
            }
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            running.forEach(range -> range.cancel(true));
        }
    }

    /** What a thread threw, ready to be thrown again. */
    static RuntimeException unchecked(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        return problem instanceof RuntimeException known ? known : new IllegalStateException(problem);
    }

    /** Waits for the end of a thread, even when interrupted: the interrupt is kept for later. */
    static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
