package dev.netc.runtime.execution;

import java.util.HashMap;
import java.util.Map;

import dev.netc.program.Buffer;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.Owner;

/**
 * The memory of decoded pixels: only the images say how large they are, so they lie apart from what is planned. Functions that
 * read the same pixels on the same device share it.
 */
final class PixelMemory implements Owner.Closeable {
    private final Map<Key, DeviceMemory> memories = new HashMap<>();
    private final Map<Key, Long> elements = new HashMap<>();

    private record Key(int device, String feed) {
        static Key of(Buffer buffer) {
            return new Key(buffer.device(), ((Buffer.Feed) buffer.role()).name());
        }
    }

    /** Whether a batch of images of so many bytes has room. */
    boolean fits(Buffer buffer, long imageBytes, int batch, Arenas allocator) {
        DeviceMemory memory = memories.get(Key.of(buffer));
        return memory != null && memory.bytes() >= allocator.bytes(withElements(buffer, imageBytes), batch);
    }

    /** Makes room; nobody may still use the old memory. */
    void grow(Buffer buffer, long imageBytes, int batch, Arenas allocator) {
        DeviceMemory old = memories.remove(Key.of(buffer));
        if (old != null) {
            old.close();
        }
        memories.put(Key.of(buffer), allocator.allocate(withElements(buffer, imageBytes), batch));
    }

    /** Sets how large the images are that come next. */
    void size(Buffer buffer, long imageBytes) {
        elements.put(Key.of(buffer), imageBytes);
    }

    /** The buffer at its present size. */
    Placed placed(Buffer buffer) {
        Key key = Key.of(buffer);
        return Placed.own(withElements(buffer, elements.get(key)), memories.get(key));
    }

    long bytes(int device) {
        return memories.entrySet().stream().filter(e -> e.getKey().device() == device)
                .mapToLong(e -> e.getValue().bytes()).sum();
    }

    @Override
    public void close() {
        memories.values().forEach(DeviceMemory::close);
        memories.clear();
    }

    /** The same buffer with rows of another length. */
    static Buffer withElements(Buffer b, long elements) {
        return new Buffer(b.name(), b.device(), b.element(), b.rows(), elements, b.lanes(), b.role(), b.first(),
                b.last());
    }
}
