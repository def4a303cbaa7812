package dev.netc.runtime.opencl;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_event;

/** A device's command queue: what is put in runs in that order. Everything is checked before it reaches the driver. */
public final class Queue implements Owner.Closeable {
    private final Context context;
    private final String device;
    private final Handle<cl_command_queue> handle;

    private Queue(Context context, String device, cl_command_queue queue) {
        this.context = context;
        this.device = device;
        this.handle = new Handle<>("the queue of device " + device, queue, CL::clReleaseCommandQueue);
    }

    /** OpenCL 1.2's call: the one of 2.0 is missing from drivers that are still in use. */
    @SuppressWarnings("deprecation")
    static Queue open(Context context, Device device, boolean timed) {
        int[] code = new int[1];
        cl_command_queue queue = CL.clCreateCommandQueue(context.get(), device.id(),
                timed ? CL.CL_QUEUE_PROFILING_ENABLE : 0, code);
        Cl.check(code[0], "opening a queue on device " + device.info().name());
        return new Queue(context, device.info().name(), queue);
    }

    /** Writes the remaining bytes of a direct buffer to memory from {@code offset} on, and returns when that is done. */
    public void write(DeviceMemory memory, long offset, ByteBuffer direct) {
        memory.check(offset, direct.remaining());
        if (direct.hasRemaining()) {
            Cl.check(CL.clEnqueueWriteBuffer(handle.get(), memory.get(), true, offset, direct.remaining(),
                    pointer(direct), 0, null, null), "writing to device " + device);
        }
    }

    /** Fills the rest of a direct buffer from memory, from {@code offset} on, and returns when that is done. */
    public void read(DeviceMemory memory, long offset, ByteBuffer direct) {
        memory.check(offset, direct.remaining());
        if (direct.hasRemaining()) {
            Cl.check(CL.clEnqueueReadBuffer(handle.get(), memory.get(), true, offset, direct.remaining(),
                    pointer(direct), 0, null, null), "reading from device " + device);
        }
    }

    /** Enqueues the filling of memory with zeros. */
    public void zero(DeviceMemory memory) {
        int pattern = memory.bytes() % Long.BYTES == 0 ? Long.BYTES : 1;
        Cl.check(CL.clEnqueueFillBuffer(handle.get(), memory.get(), Pointer.to(new byte[pattern]), pattern, 0,
                memory.bytes(), 0, null, null), "clearing memory of device " + device);
    }

    /** Enqueues a copy of the first bytes of one memory to another of the same context. */
    public Optional<Event> copy(DeviceMemory from, DeviceMemory to, long bytes, List<Event> after, boolean event) {
        from.check(0, bytes);
        to.check(0, bytes);
        cl_event[] waits = waits(after);
        cl_event end = event ? new cl_event() : null;
        Cl.check(CL.clEnqueueCopyBuffer(handle.get(), from.get(), to.get(), 0, 0, bytes, count(waits), waits, end),
                "copying on device " + device);
        return Optional.ofNullable(end).map(e -> new Event(context, e));
    }

    /**
     * Enqueues a kernel.
     *
     * @param global work-items in 1 to 3 dimensions
     * @param local work-items of a work-group in each dimension; empty where the driver chooses
     * @param after what must have ended before
     * @param event whether the end is wanted
     */
    public Optional<Event> launch(KernelCall kernel, long[] global, long[] local, List<Event> after, boolean event) {
        cl_event[] waits = waits(after);
        cl_event end = event ? new cl_event() : null;
        int code = CL.clEnqueueNDRangeKernel(handle.get(), kernel.get(), global.length, null, global,
                local.length == 0 ? null : local, count(waits), waits, end);
        if (code != CL.CL_SUCCESS) {
            throw Cl.failure(code, "kernel " + kernel.name() + " on device " + device);
        }
        return Optional.ofNullable(end).map(e -> new Event(context, e));
    }

    /** Hands what was enqueued to the device, so that others may wait for it. */
    public void flush() {
        Cl.check(CL.clFlush(handle.get()), "flushing device " + device);
    }

    /** Waits until everything enqueued has ended. */
    public void finish() {
        Cl.check(CL.clFinish(handle.get()), "waiting for device " + device);
    }

    @Override
    public void close() {
        handle.close();
    }

    private static cl_event[] waits(List<Event> after) {
        return after.isEmpty() ? null : after.stream().map(Event::get).toArray(cl_event[]::new);
    }

    private static int count(cl_event[] waits) {
        return waits == null ? 0 : waits.length;
    }

    private static Pointer pointer(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("a transfer needs a direct buffer");
        }
        return Pointer.to(direct.slice());
    }
}
