package dev.netc.runtime.opencl;

import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_event;

/** The end of something enqueued. */
public final class Event implements Owner.Closeable {
    private final Context context;
    private final Handle<cl_event> handle;

    Event(Context context, cl_event event) {
        this.context = context;
        this.handle = new Handle<>("an event", event, CL::clReleaseEvent);
    }

    /** The context whose queues can wait for it; on any other the host has to. */
    public Context context() {
        return context;
    }

    /** Waits here, on the host. The queue must have been flushed. */
    public void await() {
        Cl.check(CL.clWaitForEvents(1, new cl_event[]{get()}), "waiting for a device");
    }

    /**
     * When the device was given the command, began it and ended it, in nanoseconds of the context's clock.
     */
    public record Times(long queued, long start, long end) {}

    /** The times of a command that has ended, in a queue that was opened for it. */
    public Times times() {
        return new Times(time(CL.CL_PROFILING_COMMAND_QUEUED), time(CL.CL_PROFILING_COMMAND_START),
                time(CL.CL_PROFILING_COMMAND_END));
    }

    private long time(int which) {
        long[] nanoseconds = new long[1];
        Cl.check(CL.clGetEventProfilingInfo(get(), which, Sizeof.cl_ulong, Pointer.to(nanoseconds), null),
                "asking when a command ended");
        return nanoseconds[0];
    }

    cl_event get() {
        return handle.get();
    }

    @Override
    public void close() {
        handle.close();
    }
}
