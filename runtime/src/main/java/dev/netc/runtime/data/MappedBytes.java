package dev.netc.runtime.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** A file mapped into memory, of any length: one mapping holds at most 2 GiB. Any thread may read. */
final class MappedBytes {
    /** Bytes of a mapping. */
    static final long SEGMENT = 1L << 30;

    private final Path file;
    private final long segment;
    private final ByteBuffer[] segments;

    private MappedBytes(Path file, long segment, ByteBuffer[] segments) {
        this.file = file;
        this.segment = segment;
        this.segments = segments;
    }

    /**
     * Maps the first bytes of a file.
     *
     * @param segment bytes of a mapping, {@link #SEGMENT} but for tests
     */
    static MappedBytes of(Path file, FileChannel channel, long bytes, long segment) throws IOException {
        ByteBuffer[] segments = new ByteBuffer[Math.toIntExact(Math.ceilDiv(bytes, segment))];
        for (int i = 0; i < segments.length; i++) {
            long from = i * segment;
            segments[i] = channel.map(MapMode.READ_ONLY, from, Math.min(segment, bytes - from));
        }
        return new MappedBytes(file, segment, segments);
    }

    /**
     * Bytes from {@code offset} on, copied.
     *
     * @throws DataException where the file became shorter since it was opened
     */
    byte[] get(long offset, int count) {
        byte[] bytes = new byte[count];
        try {
            for (int done = 0; done < count;) {
                ByteBuffer mapped = segments[(int) ((offset + done) / segment)];
                int at = (int) ((offset + done) % segment);
                int some = Math.min(count - done, mapped.capacity() - at);
                mapped.get(at, bytes, done, some);
                done += some;
            }
        } catch (InternalError e) { // what Java makes of a page that the system has not got any more
            throw new DataException(file.toString(), "became shorter, or cannot be read, while it was in use", e);
        }
        return bytes;
    }
}
