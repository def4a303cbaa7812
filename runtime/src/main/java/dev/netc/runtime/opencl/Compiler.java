package dev.netc.runtime.opencl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import dev.netc.runtime.error.KernelBuildException;
import dev.netc.runtime.error.NetcException;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/** Has the driver compile OpenCL C for the devices of a context, as {@link Habits} say, or takes it from the cache. */
final class Compiler {
    /**
     * No option that lets the driver change a value: where a kernel wants a fused multiply-add, it says so itself. No warnings:
     * PoCL counts on the terminal what vectors of sixteen mean for calls that no kernel makes, hundreds on a processor with AVX2.
     */
    static final String OPTIONS = "-cl-std=CL1.2 -w";

    /** PoCL 3.1 was seen to miss a temporary file of its own, once in many builds; the next one went well. */
    private static final int ATTEMPTS = 2;

    private final Context context;
    private final KernelCache cache;
    private final Habits habits;

    Compiler(Context context, KernelCache cache) {
        this(context, cache, Habits.of(context.devices()));
    }

    Compiler(Context context, KernelCache cache, Habits habits) {
        this.context = context;
        this.cache = habits.keepsItsOwn() ? KernelCache.off() : cache;
        this.habits = habits;
    }

    /** Every source compiled; where one fails, none. What several came to be compiled to may be one object. */
    Map<String, CompiledSource> compile(List<String> sources, Map<String, String> nameBySource) {
        return joined(sources).orElseGet(() -> oneByOne(sources, nameBySource));
    }

    /** All sources as one, where the driver is quicker so; empty where it is not, or refuses: apart, they show which is wrong. */
    private Optional<Map<String, CompiledSource>> joined(List<String> sources) {
        if (!habits.joins() || sources.size() < 2) {
            return Optional.empty();
        }
        String joined = JoinedSource.of(sources);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                CompiledSource all = compile("of all", joined);
                return Optional.of(sources.stream().collect(Collectors.toMap(source -> source, source -> all)));
            } catch (NetcException e) {
                // once more, then apart
            }
        }
        return Optional.empty();
    }

    private Map<String, CompiledSource> oneByOne(List<String> sources, Map<String, String> nameBySource) {
        Map<String, CompiledSource> compiled = new HashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads(sources.size()))) {
            List<Future<CompiledSource>> results = new ArrayList<>();
            for (String source : sources) {
                results.add(pool.submit(() -> compile(nameBySource.get(source), source)));
            }
            RuntimeException failure = collect(sources, results, compiled);
            if (failure != null) {
                compiled.values().forEach(CompiledSource::close);
                throw failure;
            }
        }
        return compiled;
    }

    private int threads(int sources) {
        return habits.oneAtATime() ? 1 : Math.max(1, Math.min(sources, Runtime.getRuntime().availableProcessors()));
    }

    private static RuntimeException collect(List<String> sources, List<Future<CompiledSource>> results,
            Map<String, CompiledSource> compiled) {
        RuntimeException failure = null;
        InterruptedException interrupted = null;
        for (int i = 0; i < results.size();) {
            try {
                compiled.put(sources.get(i), results.get(i).get());
                i++;
            } catch (ExecutionException e) {
                failure = failure == null ? unwrapped(e) : failure;
                i++;
            } catch (InterruptedException e) {
                // asks for this one again: what is being compiled has to be closed
                interrupted = e;
            }
        }
        if (interrupted != null) {
            Thread.currentThread().interrupt();
            return new KernelBuildException("interrupted while compiling kernels", interrupted);
        }
        return failure;
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new KernelBuildException("compiling failed", e.getCause());
    }

    private CompiledSource compile(String name, String source) {
        return fromCache(name, source).orElseGet(() -> {
            CompiledSource compiled = fromSource(name, source);
            store(source, compiled);
            return compiled;
        });
    }

    private CompiledSource fromSource(String name, String source) {
        int[] code = new int[1];
        cl_program program = CL.clCreateProgramWithSource(context.get(), 1, new String[]{source}, null, code);
        Cl.check(code[0], "compiling kernel " + name);
        CompiledSource compiled = new CompiledSource(name, program, context.devices().size());
        int built = build(program);
        if (built != CL.CL_SUCCESS) {
            String log = log(program);
            compiled.close();
            throw new KernelBuildException(BuildLog.explain(name, source, log, CL.stringFor_errorCode(built)));
        }
        return compiled;
    }

    private Optional<CompiledSource> fromCache(String name, String source) {
        List<Device> devices = context.devices();
        byte[][] binaries = new byte[devices.size()][];
        long[] lengths = new long[devices.size()];
        for (int i = 0; i < binaries.length; i++) {
            Optional<byte[]> binary = cache.load(devices.get(i).info(), OPTIONS, source);
            if (binary.isEmpty()) {
                return Optional.empty();
            }
            binaries[i] = binary.get();
            lengths[i] = binaries[i].length;
        }
        int[] code = new int[1];
        cl_program program = CL.clCreateProgramWithBinary(context.get(), binaries.length, ids(), lengths, binaries,
                new int[binaries.length], code);
        if (code[0] != CL.CL_SUCCESS) {
            return Optional.empty();
        }
        CompiledSource compiled = new CompiledSource(name, program, binaries.length);
        if (build(program) != CL.CL_SUCCESS) {
            compiled.close();
            return Optional.empty();
        }
        return Optional.of(compiled);
    }

    private void store(String source, CompiledSource compiled) {
        if (!cache.isOn()) {
            return;
        }
        byte[][] binaries = compiled.binaries();
        for (int i = 0; i < binaries.length; i++) {
            cache.store(context.devices().get(i).info(), OPTIONS, source, binaries[i]);
        }
    }

    private int build(cl_program program) {
        cl_device_id[] ids = ids();
        return CL.clBuildProgram(program, ids.length, ids, OPTIONS, null, null);
    }

    private cl_device_id[] ids() {
        return context.devices().stream().map(Device::id).toArray(cl_device_id[]::new);
    }

    /** What the driver says of the first device that it says anything of. */
    private String log(cl_program program) {
        for (Device device : context.devices()) {
            long[] size = new long[1];
            if (CL.clGetProgramBuildInfo(program, device.id(), CL.CL_PROGRAM_BUILD_LOG, 0, null,
                    size) != CL.CL_SUCCESS) {
                continue;
            }
            byte[] text = new byte[(int) size[0]];
            CL.clGetProgramBuildInfo(program, device.id(), CL.CL_PROGRAM_BUILD_LOG, text.length, Pointer.to(text),
                    null);
            String log = Device.trimmed(text);
            if (!log.isEmpty()) {
                return log;
            }
        }
        return "";
    }
}
