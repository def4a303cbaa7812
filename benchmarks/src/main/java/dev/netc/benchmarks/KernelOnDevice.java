package dev.netc.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.netc.program.Argument;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Function;
import dev.netc.program.Kernel;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Variant;
import dev.netc.runtime.opencl.Context;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.DeviceName;
import dev.netc.runtime.opencl.KernelCache;
import dev.netc.runtime.opencl.KernelCall;
import dev.netc.runtime.opencl.Machine;
import dev.netc.runtime.opencl.Owner;
import dev.netc.runtime.opencl.Queue;

/**
 * Some launches of a function, alone on a device: the buffers that they touch are filled with normal draws once, and nothing but they
 * is run after that. A model's {@code run} would feed its inputs every time, which is not the kernels' work.
 */
final class KernelOnDevice implements AutoCloseable {
    private final Owner owner = new Owner();
    private final Map<String, DeviceMemory> memory = new HashMap<>();
    private final Map<String, KernelCall> calls = new LinkedHashMap<>();
    private final List<Step.Launch> launches;
    private final Queue queue;
    private final int batch;
    private final String result;

    /**
     * Makes the kernels ready.
     *
     * @param function of {@code variant}
     * @param launches of that function, in its order
     * @param device its name, as {@code 0}
     */
    KernelOnDevice(Variant variant, String function, List<Step.Launch> launches, int batch, String device) {
        this.launches = List.copyOf(launches);
        this.batch = batch;
        Function whole = KernelNets.function(variant, function, batch);
        result = written(whole, launches);
        Machine machine = owner.own(Machine.open(List.of(DeviceName.parse(device))));
        Context context = machine.devices().getFirst().context();
        queue = machine.devices().getFirst().queue();
        Set<String> touched = launches.stream().flatMap(KernelOnDevice::buffers).collect(Collectors.toSet());
        Stream.concat(variant.state().stream(), whole.buffers().stream()).filter(b -> touched.contains(b.name()))
                .forEach(b -> memory.put(b.name(), allocate(b, variant, context)));
        Map<String, String> sources = variant.kernels().stream()
                .collect(Collectors.toMap(Kernel::name, Kernel::source));
        launches.forEach(launch -> calls.put(launch.kernel(), call(launch, sources.get(launch.kernel()), context)));
    }

    /** The buffer that launches are there for: of those that the last of them has to do with what came to life last, and is needed longest. */
    private static String written(Function function, List<Step.Launch> launches) {
        Set<String> ofLast = buffers(launches.getLast()).collect(Collectors.toSet());
        return function.buffers().stream()
                .filter(b -> !(b.role() instanceof Buffer.Feed) && ofLast.contains(b.name()))
                .max(Comparator.comparing((Buffer b) -> b.role() instanceof Buffer.Result)
                        .thenComparingInt(Buffer::first).thenComparingInt(Buffer::last))
                .orElseThrow().name();
    }

    private static Stream<String> buffers(Step.Launch launch) {
        return launch.arguments().stream().filter(Argument.Memory.class::isInstance)
                .map(argument -> ((Argument.Memory) argument).buffer());
    }

    /** Whole numbers, which are labels here, stay zero. */
    private DeviceMemory allocate(Buffer buffer, Variant variant, Context context) {
        DeviceMemory allocated = owner.own(context.allocate(buffer.bytes(batch, variant.precision())));
        ByteBuffer draws = ByteBuffer.allocateDirect((int) allocated.bytes()).order(ByteOrder.nativeOrder());
        Random random = new Random(1);
        while (buffer.element() == Element.REAL && draws.hasRemaining()) {
            draws.putFloat((float) random.nextGaussian());
        }
        queue.write(allocated, 0, draws.rewind());
        return allocated;
    }

    private KernelCall call(Step.Launch launch, String source, Context context) {
        context.compile(Map.of(launch.kernel(), source), KernelCache.off());
        KernelCall call = owner.own(context.kernel(launch.kernel(), source));
        for (int i = 0; i < launch.arguments().size(); i++) {
            switch (launch.arguments().get(i)) {
                case Argument.Memory(String name) -> call.setMemory(i, memory.get(name));
                case Argument.Whole(int value) -> call.setInt(i, value);
                case Argument.Live(Argument.Scalar scalar) -> call.setInt(i, live(scalar, batch));
            }
        }
        return call;
    }

    private static int live(Argument.Scalar scalar, int batch) {
        if (scalar != Argument.Scalar.BATCH) {
            throw new IllegalArgumentException(
                    "a kernel that reads " + scalar + " is no function of its tensors alone");
        }
        return batch;
    }

    /** Runs the kernels once, one after the other, and waits for their end. */
    void run() {
        for (Step.Launch launch : launches) {
            long[] global = launch.global().stream().mapToLong((Size size) -> size.at(batch)).toArray();
            long[] group = launch.group().size().stream().mapToLong(Integer::longValue).toArray();
            queue.launch(calls.get(launch.kernel()), global, group, List.of(), false);
        }
        queue.finish();
    }

    /** Bytes that a run moves at the least: those of all buffers that it touches, once. */
    long bytes() {
        return memory.values().stream().mapToLong(DeviceMemory::bytes).sum();
    }

    /** The first values that the last kernel wrote, as they lie. */
    float[] result(int count) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
        queue.read(memory.get(result), 0, bytes);
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    @Override
    public void close() {
        owner.close();
    }
}
