package dev.netc.runtime.opencl;

import java.util.stream.IntStream;

import dev.netc.runtime.error.ProgramException;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/** A source that the driver has compiled for every device of a context. */
final class CompiledSource implements Owner.Closeable {
    private final Handle<cl_program> handle;
    private final int devices;

    CompiledSource(String name, cl_program program, int devices) {
        this.handle = new Handle<>("compiled kernel " + name, program, CL::clReleaseProgram);
        this.devices = devices;
    }

    KernelCall kernel(String name) {
        int[] code = new int[1];
        cl_kernel kernel = CL.clCreateKernel(handle.get(), name, code);
        if (code[0] == CL.CL_INVALID_KERNEL_NAME) {
            throw new ProgramException("the source of kernel " + name + " has no function of that name");
        }
        Cl.check(code[0], "kernel " + name);
        return new KernelCall(name, kernel);
    }

    /** The driver's binary for each device of the context, in its order; empty for what it has none for. */
    byte[][] binaries() {
        long[] sizes = new long[devices];
        Cl.check(CL.clGetProgramInfo(handle.get(), CL.CL_PROGRAM_BINARY_SIZES, (long) devices * Sizeof.size_t,
                Pointer.to(sizes), null), "reading a compiled kernel");
        byte[][] binaries = IntStream.range(0, devices).mapToObj(i -> new byte[(int) sizes[i]])
                .toArray(byte[][]::new);
        Pointer[] pointers = IntStream.range(0, devices).mapToObj(i -> Pointer.to(binaries[i]))
                .toArray(Pointer[]::new);
        Cl.check(CL.clGetProgramInfo(handle.get(), CL.CL_PROGRAM_BINARIES, (long) devices * Sizeof.POINTER,
                Pointer.to(pointers), null), "reading a compiled kernel");
        return binaries;
    }

    @Override
    public void close() {
        handle.close();
    }
}
