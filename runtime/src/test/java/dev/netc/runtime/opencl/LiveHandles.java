package dev.netc.runtime.opencl;

/** How many native objects this process holds, for tests of other packages. */
public final class LiveHandles {
    private LiveHandles() {}

    public static long count() {
        return Handle.live();
    }
}
