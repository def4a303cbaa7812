package dev.netc.runtime.opencl;

import org.jocl.CL;
import org.jocl.cl_buffer_region;
import org.jocl.cl_mem;

/** A piece of device memory, or a region of one. */
public final class DeviceMemory implements Owner.Closeable {
    private final long bytes;
    private final Handle<cl_mem> handle;

    DeviceMemory(long bytes, cl_mem memory) {
        this.bytes = bytes;
        this.handle = new Handle<>("device memory", memory, CL::clReleaseMemObject);
    }

    /** Its length. */
    public long bytes() {
        return bytes;
    }

    /**
     * A region of this memory: a handle of its own, to be closed before this one.
     *
     * @param offset in bytes, a multiple of the device's alignment
     * @throws IllegalArgumentException where it reaches beyond the end
     */
    public DeviceMemory region(long offset, long length) {
        check(offset, length);
        int[] code = new int[1];
        cl_mem region = CL.clCreateSubBuffer(get(), CL.CL_MEM_READ_WRITE, CL.CL_BUFFER_CREATE_TYPE_REGION,
                new cl_buffer_region(offset, length), code);
        Cl.check(code[0], "taking " + length + " bytes at " + offset + " of " + bytes);
        return new DeviceMemory(length, region);
    }

    cl_mem get() {
        return handle.get();
    }

    void check(long offset, long length) {
        if (offset < 0 || length < 0 || offset > bytes - length) {
            throw new IllegalArgumentException(
                    length + " bytes at " + offset + " of a device memory of " + bytes + " bytes");
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
