package dev.netc.runtime.opencl;

import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/** One use of a kernel: the kernel and its arguments, which stay set from launch to launch. */
public final class KernelCall implements Owner.Closeable {
    private final String name;
    private final int arguments;
    private final Handle<cl_kernel> handle;

    KernelCall(String name, cl_kernel kernel) {
        this.name = name;
        this.handle = new Handle<>("kernel " + name, kernel, CL::clReleaseKernel);
        int[] count = new int[1];
        Cl.check(CL.clGetKernelInfo(kernel, CL.CL_KERNEL_NUM_ARGS, Sizeof.cl_uint, Pointer.to(count), null),
                "asking kernel " + name);
        this.arguments = count[0];
    }

    /** The name of its function in the source. */
    public String name() {
        return name;
    }

    /** How many arguments the kernel's source declares. */
    public int arguments() {
        return arguments;
    }

    /** Sets a pointer; the memory must live until the kernel has run. */
    public void setMemory(int index, DeviceMemory memory) {
        set(index, Sizeof.cl_mem, Pointer.to(memory.get()));
    }

    /** Sets an {@code int}. */
    public void setInt(int index, int value) {
        set(index, Sizeof.cl_int, Pointer.to(new int[]{value}));
    }

    /** Sets a {@code float}. */
    public void setFloat(int index, float value) {
        set(index, Sizeof.cl_float, Pointer.to(new float[]{value}));
    }

    /** Sets a {@code double}. */
    public void setDouble(int index, double value) {
        set(index, Sizeof.cl_double, Pointer.to(new double[]{value}));
    }

    private void set(int index, long size, Pointer value) {
        if (index < 0 || index >= arguments) {
            throw new IllegalArgumentException(
                    "argument " + index + " of kernel " + name + ", which has " + arguments);
        }
        Cl.check(CL.clSetKernelArg(handle.get(), index, size, value), "argument " + index + " of kernel " + name);
    }

    cl_kernel get() {
        return handle.get();
    }

    @Override
    public void close() {
        handle.close();
    }
}
