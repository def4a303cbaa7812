package dev.netc.runtime.data;

import java.util.function.Supplier;

import dev.netc.runtime.timeline.Timeline;

/** Decodes images of a part, one after the other, until it is closed; a part keeps what it has room for. */
final class ReadAhead implements AutoCloseable {
    private final Supplier<PreparedPart> part;
    private final int[] order;
    private final Thread thread;
    private volatile boolean closed;

    ReadAhead(Supplier<PreparedPart> part, int[] order, Timeline timeline) {
        this.part = part;
        this.order = order.clone();
        this.thread = Thread.ofPlatform().daemon().name("netc-ahead")
                .start(() -> timeline.during("decode ahead", this::read));
    }

    private void read() {
        try {
            PreparedPart images = part.get();
            for (int i = 0; i < order.length && !closed; i++) {
                images.pixels(order[i]);
            }
        } catch (DataException e) {
            // whoever asks for the image is told
        }
    }

    /** Waits for the image that is being decoded. */
    @Override
    public void close() {
        closed = true;
        Workers.awaitEnd(thread);
    }
}
