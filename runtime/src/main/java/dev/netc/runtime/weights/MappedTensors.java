package dev.netc.runtime.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * Pieces of a file, mapped, asked for in their order. Many share a mapping, of which a process has some ten thousands.
 */
final class MappedTensors {
    private static final long LONGEST = Integer.MAX_VALUE;

    private final FileChannel channel;
    private final long size;
    private ByteBuffer mapping = ByteBuffer.allocate(0);
    private long begin;

    MappedTensors(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** Bytes {@code from} (inclusive) to {@code to} (exclusive) of the file, which has them: at most 2³¹ - 1. */
    ByteBuffer piece(long from, long to) throws IOException {
        if (from < begin || to - begin > mapping.capacity()) {
            begin = from;
            mapping = channel.map(MapMode.READ_ONLY, from, Math.min(LONGEST, size - from));
        }
        return mapping.slice((int) (from - begin), (int) (to - from));
    }
}
