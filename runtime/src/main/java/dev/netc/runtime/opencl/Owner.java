package dev.netc.runtime.opencl;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what it was given, last in first out; closing again does nothing. */
public final class Owner implements AutoCloseable {
    /** What closes without a checked exception. */
    public interface Closeable extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Closeable> owned = new ArrayDeque<>();

    /** Takes over; returns what it was given. */
    public <T extends Closeable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    /** Closes all, even where one fails, and then throws the first failure. */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
