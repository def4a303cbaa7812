package dev.netc.runtime.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

import dev.netc.runtime.timeline.Span;
import dev.netc.runtime.timeline.Timeline;

/**
 * The batches of one pass over a part, made ahead of time by a thread of its own, in one fixed order: the first at once, the
 * others once that is taken. The last batch may be smaller.
 *
 * <p>
 * Used by one thread. An image that cannot be read is thrown by the {@link #next} whose batch it would have been in.
 * Closing stops the thread and waits for its end; it may be done at any time and twice.
 */
public final class BatchLoader implements Iterator<Batch>, AutoCloseable {
    /** One batch that waits while the next is made: the devices never see an empty queue unless decoding is slower. */
    private static final int AHEAD = 2;

    private sealed interface Made {
        record Whole(Batch batch) implements Made {}

        record Failed(Throwable problem) implements Made {}
    }

    private final PreparedPart part;
    private final int[] order;
    private final int batch;
    private final int skipped;
    private final Augmentation augmentation;
    private final Timeline timeline;
    private final BlockingQueue<Made> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Workers workers = new Workers();
    private final CountDownLatch firstTaken = new CountDownLatch(1);
    private final Thread thread;
    private int taken;

    /**
     * Begins to make batches.
     *
     * @param order indices of the images, in the order in which they are used
     * @param batch images a batch
     * @param skipped batches of the pass that are left out, at its beginning
     * @param timeline is told of the batches that are made and waited for
     */
    public BatchLoader(PreparedPart part, int[] order, int batch, int skipped, Augmentation augmentation,
            Timeline timeline) {
        if (batch < 1 || skipped < 0) {
            throw new IllegalArgumentException("a batch of " + batch + ", after " + skipped);
        }
        this.part = part;
        this.order = order.clone();
        this.batch = batch;
        this.skipped = skipped;
        this.taken = skipped;
        this.augmentation = augmentation;
        this.timeline = timeline;
        this.thread = Thread.ofPlatform().daemon().name("netc-batches").start(this::produce);
    }

    /** Every image once, in the part's order, in one view. */
    public static BatchLoader inOrder(PreparedPart part, int batch, View view, Timeline timeline) {
        int[] order = new int[part.size()];
        Arrays.setAll(order, i -> i);
        return new BatchLoader(part, order, batch, 0, Augmentation.fixed(view, part.preparation().channels()),
                timeline);
    }

    /** Number of batches in all, those left out among them. */
    public int batches() {
        return Math.ceilDiv(order.length, batch);
    }

    @Override
    public boolean hasNext() {
        return taken < batches();
    }

    /**
     * The next batch; waits until it is made.
     *
     * @throws DataException where an image of it cannot be read
     * @throws IllegalStateException where the loader was closed, or the waiting thread was interrupted
     */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + batches() + " batches were taken");
        }
        if (workers.isClosed()) {
            throw new IllegalStateException("the loader was closed");
        }
        long start = System.nanoTime();
        try {
            Made made = queue.take();
            timeline.add(Span.Host.since(start, "wait for a batch"));
            return switch (made) {
                case Made.Whole(Batch whole) -> {
                    taken++;
                    firstTaken.countDown();
                    yield whole;
                }
                case Made.Failed(Throwable problem) -> {
                    close();
                    throw Workers.unchecked(problem);
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    private void produce() {
        try {
            for (int first = skipped * batch; first < order.length; first += batch) {
                queue.put(make(first, Math.min(batch, order.length - first)));
                firstTaken.await(); // until then others have more use for the cores: the model is being made ready
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody waits for more
        }
    }

    private Made make(int first, int size) throws InterruptedException {
        long start = System.nanoTime();
        try {
            Made made = new Made.Whole(batch(first, size));
            timeline.add(Span.Host.since(start, "make a batch"));
            return made;
        } catch (RuntimeException | Error problem) {
            return new Made.Failed(problem); // thrown again where the batch is taken
        }
    }

    private Batch batch(int first, int size) throws InterruptedException {
        int bytes = part.bytesPerImage();
        int channels = part.preparation().channels();
        Batch made = new Batch(size, part.stored(), channels, new byte[Math.multiplyExact(size, bytes)],
                new int[3 * size], new float[channels * size], new int[size]);
        workers.forRanges(size, (from, to) -> timeline.during("decode and copy", () -> {
            for (int i = from; i < to; i++) {
                int image = order[first + i];
                System.arraycopy(part.pixels(image), 0, made.pixels(), i * bytes, bytes);
                Batch.putView(made.crops(), i, augmentation.view(image));
                System.arraycopy(augmentation.color(image), 0, made.colors(), i * channels, channels);
                made.labels()[i] = part.label(image);
            }
        }));
        return made;
    }

    @Override
    public void close() {
        thread.interrupt();
        workers.close();
        queue.clear(); // a thread that waits for room goes on to see that it was interrupted
        Workers.awaitEnd(thread);
    }
}
