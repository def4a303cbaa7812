package dev.netc.runtime.opencl;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

import org.jocl.NativePointerObject;

/**
 * A native object and its one owner: released once, and never handed out afterwards.
 *
 * @param <T> JOCL's type of it
 */
final class Handle<T extends NativePointerObject> implements Owner.Closeable {
    /** How many native objects the process holds by handles: a fact about the process, as they are. */
    private static final AtomicLong LIVE = new AtomicLong();

    private final String what;
    private final ToIntFunction<T> release;
    private T object;

    /** @param what how a message speaks of it */
    Handle(String what, T object, ToIntFunction<T> release) {
        this.what = what;
        this.object = object;
        this.release = release;
        LIVE.incrementAndGet();
    }

    /** Handles that are not closed, of all threads. */
    static long live() {
        return LIVE.get();
    }

    /**
     * The object, to be passed to OpenCL and not kept.
     *
     * @throws IllegalStateException after {@link #close}
     */
    synchronized T get() {
        if (object == null) {
            throw new IllegalStateException(what + " is closed");
        }
        return object;
    }

    @Override
    public synchronized void close() {
        if (object != null) {
            T released = object;
            object = null;
            LIVE.decrementAndGet();
            Cl.check(release.applyAsInt(released), "releasing " + what);
        }
    }
}
