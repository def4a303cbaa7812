package dev.netc.runtime.data;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that decoded images may take, shared by the parts of a dataset: first come, first kept. */
public final class CacheRoom {
    private final AtomicLong left;

    /** Room for so many bytes. */
    public CacheRoom(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes some of it, if there is as much. */
    boolean take(long bytes) {
        return left.getAndUpdate(room -> room >= bytes ? room - bytes : room) >= bytes;
    }
}
