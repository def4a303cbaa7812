package dev.netc.runtime.execution;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.netc.runtime.execution.RowLayout.Padding;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.Queue;
import dev.netc.runtime.tensor.TensorSource;

/**
 * Carries rows between host and devices, through a staging buffer of a few megabytes where they change their layout on the way,
 * straight where they do not. For one thread at a time.
 */
final class Transfers {
    private static final int STAGING_BYTES = 4 << 20;

    private ByteBuffer staging = ByteBuffer.allocateDirect(0);
    private ByteBuffer piece = ByteBuffer.allocateDirect(0);

    void upload(HostRows source, RowLayout layout, Padding padding, Queue queue, DeviceMemory memory) {
        if (layout.isPlain(source) && source.bytes().isDirect()) {
            queue.write(memory, 0, plain(source, layout));
            return;
        }
        int step = slotsAtOnce(layout);
        for (long from = 0; from < layout.slots(); from += step) {
            long to = Math.min(from + step, layout.slots());
            ByteBuffer packed = staging((to - from) * layout.slotBytes());
            if (layout.isPlain(source)) {
                packed.put(0, plain(source, layout), Math.toIntExact(from * layout.slotBytes()), packed.capacity());
            } else {
                layout.pack(source, padding, from, to, packed);
            }
            queue.write(memory, from * layout.slotBytes(), packed);
        }
    }

    void download(Queue queue, DeviceMemory memory, RowLayout layout, HostRows target) {
        if (layout.isPlain(target) && target.bytes().isDirect()) {
            queue.read(memory, 0, plain(target, layout));
            return;
        }
        unpack(queue, memory, 0, layout, target);
    }

    /** @param before slots of the memory that stand before those of the layout */
    private void unpack(Queue queue, DeviceMemory memory, long before, RowLayout layout, HostRows target) {
        int step = slotsAtOnce(layout);
        for (long from = 0; from < layout.slots(); from += step) {
            long to = Math.min(from + step, layout.slots());
            ByteBuffer packed = staging((to - from) * layout.slotBytes());
            queue.read(memory, (before + from) * layout.slotBytes(), packed);
            layout.unpack(packed, from, to, target);
        }
    }

    /** Gives rows as they lie on the host, one behind the other, in pieces of a few megabytes, or of as many rows as lie side by side. */
    void download(Queue queue, DeviceMemory memory, RowLayout layout, TensorSource.Sink sink) throws IOException {
        if (layout.lanes() == 1) {
            downloadPlain(queue, memory, layout.slots() * layout.slotBytes(), sink);
            return;
        }
        long rowBytes = layout.elements() * layout.width();
        long rows = layout.lanes() * Math.max(1, STAGING_BYTES / (layout.lanes() * rowBytes));
        for (long from = 0; from < layout.rows(); from += rows) {
            RowLayout part = layout.withRows(Math.min(rows, layout.rows() - from));
            piece = atLeast(part.rows() * rowBytes, piece);
            ByteBuffer unpacked = piece.slice(0, Math.toIntExact(part.rows() * rowBytes));
            unpack(queue, memory, layout.slotsBefore(from), part, new HostRows(piece, layout.elements(), 0));
            sink.take(unpacked);
        }
    }

    private void downloadPlain(Queue queue, DeviceMemory memory, long bytes, TensorSource.Sink sink)
            throws IOException {
        for (long at = 0; at < bytes; at += STAGING_BYTES) {
            ByteBuffer read = staging(Math.min(STAGING_BYTES, bytes - at));
            queue.read(memory, at, read);
            sink.take(read);
        }
    }

    /** Copies the first bytes of a memory to one of another context, by way of the host. */
    void across(Queue from, DeviceMemory source, Queue to, DeviceMemory target, long bytes) {
        for (long at = 0; at < bytes; at += STAGING_BYTES) {
            long length = Math.min(STAGING_BYTES, bytes - at);
            from.read(source, at, staging(length));
            to.write(target, at, staging(length));
        }
    }

    private static ByteBuffer plain(HostRows rows, RowLayout layout) {
        int first = Math.toIntExact(rows.offset() * layout.width());
        int bytes = Math.toIntExact(layout.rows() * layout.elements() * layout.width());
        return rows.bytes().slice(first, bytes);
    }

    private static int slotsAtOnce(RowLayout layout) {
        return Math.max(1, STAGING_BYTES / layout.slotBytes());
    }

    /** Grows as it is needed: a buffer is freed when the garbage collector finds it, and a small net should leave a small one. */
    private ByteBuffer staging(long bytes) {
        staging = atLeast(bytes, staging);
        return staging.slice(0, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer atLeast(long bytes, ByteBuffer before) {
        if (before.capacity() >= bytes) {
            return before;
        }
        long capacity = Math.max(bytes, Math.min(STAGING_BYTES, 2L * before.capacity()));
        return ByteBuffer.allocateDirect(Math.toIntExact(capacity)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
