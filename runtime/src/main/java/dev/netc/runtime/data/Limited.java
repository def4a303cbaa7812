package dev.netc.runtime.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which only so many bytes are read as were allowed: what is packed may unpack to anything. */
final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in) {
        super(in);
    }

    /** Allows so many bytes from here on. */
    void allow(long bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        return count(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        return count(read, read);
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(0, skipped);
        return skipped;
    }

    private int count(int result, long bytes) throws IOException {
        left -= Math.max(0, bytes);
        if (result >= 0 && left < 0) {
            throw new IOException("what stands before an entry is longer than names and dates are");
        }
        return result;
    }
}
