package dev.netc.runtime.opencl;

import java.util.function.ToIntFunction;

import org.jocl.NativePointerObject;

/**
 * A native object and its one owner: released once, and never handed out afterwards.
 *
 * @param <T> JOCL's type of it
 */
final class Handle<T extends NativePointerObject> implements Owner.Closeable {
    private final String what;
    private final ToIntFunction<T> release;
    private T object;

    /** @param what how a message speaks of it */
    Handle(String what, T object, ToIntFunction<T> release) {
        this.what = what;
        this.object = object;
        this.release = release;
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
            Cl.check(release.applyAsInt(released), "releasing " + what);
        }
    }
}
