package dev.netc.runtime.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a model needs before its first step, done by a thread of its own in the order in which it was asked for, while the images are
 * read. For one thread; closing waits for the end of what was asked for.
 */
final class Beginning implements AutoCloseable {
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(task -> Thread.ofPlatform().daemon().name("netc-beginning").unstarted(task));
    private final List<Future<?>> asked = new ArrayList<>();

    Beginning(Runnable first) {
        then(first);
    }

    void then(Runnable task) {
        asked.add(thread.submit(task));
    }

    /**
     * Waits for the end of all that was asked for, and throws what it threw.
     *
     * @throws IllegalStateException where the waiting thread was interrupted
     */
    void await() {
        try {
            for (Future<?> task : asked) {
                task.get();
            }
            asked.clear();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the model was made ready", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
