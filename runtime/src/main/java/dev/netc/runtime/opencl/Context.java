package dev.netc.runtime.opencl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jocl.CL;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;

/** An OpenCL context: devices of one platform that share memory objects and compiled kernels. Owns its compiled sources. */
public final class Context implements Owner.Closeable {
    private final Handle<cl_context> handle;
    private final List<Device> devices;
    private final Map<String, CompiledSource> compiled = new HashMap<>();

    private Context(Handle<cl_context> handle, List<Device> devices) {
        this.handle = handle;
        this.devices = devices;
    }

    static Context open(cl_platform_id platform, List<Device> devices) {
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, platform);
        cl_device_id[] ids = devices.stream().map(Device::id).toArray(cl_device_id[]::new);
        int[] code = new int[1];
        cl_context context = CL.clCreateContext(properties, ids.length, ids, null, null, code);
        String names = devices.stream().map(d -> d.info().name()).collect(Collectors.joining(", "));
        Cl.check(code[0], "opening device " + names);
        return new Context(new Handle<>("the context of device " + names, context, CL::clReleaseContext), devices);
    }

    cl_context get() {
        return handle.get();
    }

    List<Device> devices() {
        return devices;
    }

    /** Allocates memory that every device of this context can use; what is in it is undefined. */
    public DeviceMemory allocate(long bytes) {
        int[] code = new int[1];
        cl_mem memory = CL.clCreateBuffer(get(), CL.CL_MEM_READ_WRITE, bytes, null, code);
        Cl.check(code[0], "allocating " + bytes + " bytes");
        return new DeviceMemory(bytes, memory);
    }

    /**
     * Compiles sources that are not compiled yet.
     *
     * @throws dev.netc.runtime.error.KernelBuildException where the driver refuses one
     */
    public synchronized void compile(Map<String, String> sourceByKernel, KernelCache cache) {
        List<String> missing = new ArrayList<>();
        Map<String, String> nameBySource = new HashMap<>();
        sourceByKernel.forEach((name, source) -> {
            if (!compiled.containsKey(source) && nameBySource.putIfAbsent(source, name) == null) {
                missing.add(source);
            }
        });
        compiled.putAll(new Compiler(this, cache).compile(missing, nameBySource));
    }

    /** A kernel of a source that was compiled, with arguments of its own. */
    public synchronized KernelCall kernel(String name, String source) {
        CompiledSource program = compiled.get(source);
        if (program == null) {
            throw new IllegalStateException("kernel " + name + " is not compiled");
        }
        return program.kernel(name);
    }

    @Override
    public synchronized void close() {
        compiled.values().forEach(CompiledSource::close);
        compiled.clear();
        handle.close();
    }
}
