package dev.netc.runtime.timeline;

import java.util.function.Supplier;

/**
 * Is told what was done when. Told by several threads, and of what devices did only when a function has ended, so that spans
 * do not come in the order in which they began.
 */
public interface Timeline {
    /** For those who do not look: devices are not asked for times. */
    Timeline OFF = new Timeline() {
        @Override
        public void add(Span span) {
            // nobody looks
        }

        @Override
        public boolean isOn() {
            return false;
        }
    };

    /** Takes down one span; called from any thread. */
    void add(Span span);

    /** Whether anybody looks: otherwise devices need not be asked. */
    default boolean isOn() {
        return true;
    }

    /** Does something on the host, and tells of it. */
    default <T> T during(String what, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(Span.Host.since(start, what));
        }
    }

    /** Does something on the host, and tells of it. */
    default void during(String what, Runnable work) {
        during(what, () -> {
            work.run();
            return null;
        });
    }
}
