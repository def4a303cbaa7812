package dev.netc.runtime.data;

import java.nio.file.Path;

import dev.netc.runtime.archive.WatchedChannel;

/**
 * How much a tar may say of its entries: as long as it is read, all of that is kept. A header is read as a block; the long names, dates
 * and owners that stand before it in blocks of their own are read in smaller parts, of which a header claims as many as it likes.
 */
final class TarHeaders implements WatchedChannel.Watch {
    /** More than any name, date and owner takes. */
    static final long LONGEST = 1 << 20;

    private final Path file;
    private long left;
    private long beforeEntry;

    /**
     * Of a file.
     *
     * @param room bytes that headers may have together
     */
    TarHeaders(Path file, long room) {
        this.file = file;
        this.left = room;
    }

    @Override
    public void reading(int bytes) {
        left -= bytes;
        beforeEntry = bytes < PlainTar.BLOCK ? beforeEntry + bytes : 0;
        if (beforeEntry > LONGEST) {
            throw new DataException(file.toString(),
                    "is broken: what stands before an entry is longer than names and dates are");
        }
        if (left < 0) {
            throw new DataException(file.toString(), "has more entries than fit into half of Java's memory ("
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB in all); unpack it to a folder, or give Java more");
        }
    }
}
