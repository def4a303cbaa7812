package dev.netc.runtime.opencl;

import org.jocl.CL;
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

    cl_event get() {
        return handle.get();
    }

    @Override
    public void close() {
        handle.close();
    }
}
