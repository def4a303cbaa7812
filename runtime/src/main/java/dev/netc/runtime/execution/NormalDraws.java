package dev.netc.runtime.execution;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.netc.program.Buffer;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.KernelCache;
import dev.netc.runtime.opencl.KernelCall;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Owner;
import dev.netc.runtime.random.NormalKernel;

/**
 * Normal values that devices draw into their own memory, side by side, with the bits of {@link dev.netc.runtime.random.Stream#normals(long, double, float[])}.
 * For one thread; closing waits for nothing.
 */
final class NormalDraws implements AutoCloseable {
    /** Indices in doubt that a kernel can write down; of 60 million draws about forty are. */
    private static final int ROOM = 1 << 12;

    private final Owner owner = new Owner();
    private final List<Draw> begun = new ArrayList<>();
    private final KernelCache cache;

    /** A matrix that is being drawn. */
    private record Draw(LogicalDevice device, DeviceMemory values, Normals normals, DeviceMemory doubts) {}

    NormalDraws(KernelCache cache) {
        this.cache = cache;
    }

    /** Whether a device can draw values that lie so. */
    static boolean canDraw(LogicalDevice device, RowLayout layout) {
        return device.info().doubles() && layout.width() == Float.BYTES && (layout.lanes() == 1 || layout.lanes() == 16)
                && layout.slots() * layout.lanes() <= Integer.MAX_VALUE;
    }

    /** Begins to draw values that lie so. */
    void begin(LogicalDevice device, DeviceMemory values, RowLayout layout, Normals normals) {
        NormalKernel kernel = new NormalKernel(layout.lanes());
        device.context().compile(Map.of(NormalKernel.NAME, kernel.source()), cache);
        KernelCall call = owner.own(device.context().kernel(NormalKernel.NAME, kernel.source()));
        DeviceMemory doubts = owner.own(device.context().allocate((1 + ROOM) * (long) Integer.BYTES));
        device.queue().zero(doubts);
        int rows = Math.toIntExact(layout.rows());
        int elements = Math.toIntExact(layout.elements());
        call.setMemory(0, values);
        call.setInt(1, rows);
        call.setInt(2, elements);
        int[] words = normals.stream().words();
        for (int i = 0; i < words.length; i++) {
            call.setInt(3 + i, words[i]);
        }
        call.setDouble(7, normals.deviation());
        call.setMemory(8, doubts);
        call.setInt(9, ROOM);
        device.queue().launch(call, kernel.workItems(rows, elements), new long[0], List.of(), false);
        device.queue().flush();
        begun.add(new Draw(device, values, normals, doubts));
    }

    /**
     * Waits for all, and draws on the host what was in doubt.
     *
     * @return what a device was in doubt of so often that it must not be trusted
     */
    List<Normals> end() {
        return begun.stream().filter(draw -> !settle(draw)).map(Draw::normals).toList();
    }

    private static boolean settle(Draw draw) {
        ByteBuffer doubts = direct(draw.doubts().bytes());
        draw.device().queue().read(draw.doubts(), 0, doubts);
        int count = doubts.getInt(0);
        if (count < 0 || count > ROOM) {
            return false;
        }
        for (int i = 1; i <= count; i++) {
            int index = doubts.getInt(i * Integer.BYTES);
            float exact = (float) (draw.normals().deviation() * draw.normals().stream().normal(index));
            Buffer buffer = draw.normals().buffer();
            long place = buffer.index(index / buffer.elements(), index % buffer.elements());
            draw.device().queue().write(draw.values(), place * Float.BYTES, direct(Float.BYTES).putFloat(0, exact));
        }
        return true;
    }

    private static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        owner.close();
    }
}
