package dev.netc.runtime.opencl;

import java.util.List;

import dev.netc.program.Kernel;
import dev.netc.program.Program;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/** What loading a program, running it once and closing it asks of a driver, in OpenCL's own calls and nothing else. */
public final class DriverAlone {
    private static final int BUFFERS = 16;
    private static final int BYTES = 1024;
    private static final int QUEUES = 2;
    private static final int LAUNCHES = 7;

    private final Device device = Drivers.installed().getFirst();

    /** One context with all that is in it, made and released. */
    @SuppressWarnings("deprecation")
    public void loadAndClose(Program program, boolean run) {
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
        cl_device_id[] ids = {device.id()};
        cl_context context = CL.clCreateContext(properties, 1, ids, null, null, new int[1]);
        cl_command_queue[] queues = new cl_command_queue[QUEUES];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = CL.clCreateCommandQueue(context, device.id(), 0, new int[1]);
        }
        cl_mem[] memory = new cl_mem[BUFFERS];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, BYTES, null, new int[1]);
            check(CL.clEnqueueFillBuffer(queues[i % QUEUES], memory[i], Pointer.to(new byte[8]), 8, 0, BYTES, 0, null,
                    null));
        }
        if (run) {
            run(context, queues[0], memory, program.variants().getFirst().kernels());
        }
        for (cl_mem one : memory) {
            check(CL.clReleaseMemObject(one));
        }
        for (cl_command_queue queue : queues) {
            check(CL.clFinish(queue));
            check(CL.clReleaseCommandQueue(queue));
        }
        check(CL.clReleaseContext(context));
    }

    /** Compiles the kernels as the runtime does for this driver, and launches the first, which takes three buffers and a number. */
    private void run(cl_context context, cl_command_queue queue, cl_mem[] memory, List<Kernel> kernels) {
        String source = JoinedSource.of(kernels.stream().map(Kernel::source).toList());
        cl_program program = CL.clCreateProgramWithSource(context, 1, new String[]{source}, null, new int[1]);
        check(CL.clBuildProgram(program, 1, new cl_device_id[]{device.id()}, Compiler.OPTIONS, null, null));
        cl_kernel[] launched = new cl_kernel[LAUNCHES];
        for (int i = 0; i < launched.length; i++) {
            launched[i] = CL.clCreateKernel(program, kernels.getFirst().name(), new int[1]);
            launch(launched[i], queue, memory);
        }
        check(CL.clFinish(queue));
        for (cl_kernel kernel : launched) {
            check(CL.clReleaseKernel(kernel));
        }
        check(CL.clReleaseProgram(program));
    }

    private static void launch(cl_kernel kernel, cl_command_queue queue, cl_mem[] memory) {
        for (int i = 0; i < 3; i++) {
            check(CL.clSetKernelArg(kernel, i, Sizeof.cl_mem, Pointer.to(memory[i])));
        }
        check(CL.clSetKernelArg(kernel, 3, Sizeof.cl_int, Pointer.to(new int[]{3})));
        check(CL.clEnqueueNDRangeKernel(queue, kernel, 1, null, new long[]{12}, new long[]{1}, 0, null, null));
    }

    private static void check(int code) {
        Cl.check(code, "the driver alone");
    }
}
