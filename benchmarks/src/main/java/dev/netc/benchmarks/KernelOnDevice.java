package dev.netc.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.netc.program.Argument;
import dev.netc.program.Buffer;
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
 * The kernel of a function that is one launch, alone on a device: its buffers are filled with normal draws once, and nothing but
 * the kernel is run after that. A model's {@code run} would feed its inputs every time, which is not the kernel's work.
 */
final class KernelOnDevice implements AutoCloseable {
    private final Owner owner = new Owner();
    private final Map<String, DeviceMemory> memory = new HashMap<>();
    private final Queue queue;
    private final KernelCall call;
    private final Step.Launch launch;
    private final String result;
    private final long[] global;

    /**
     * Makes the kernel ready.
     *
     * @param function of {@code variant}, with one launch and nothing else
     * @param device its name, as {@code 0}
     */
    KernelOnDevice(Variant variant, String function, int batch, String device) {
        Function one = variant.function(function).orElseThrow();
        launch = (Step.Launch) one.steps().getFirst();
        if (one.steps().size() != 1) {
            throw new IllegalArgumentException(function + " has " + one.steps().size() + " steps, not one");
        }
        result = one.buffers().stream().filter(b -> b.role() instanceof Buffer.Result).findFirst().orElseThrow().name();
        Machine machine = owner.own(Machine.open(List.of(DeviceName.parse(device))));
        Context context = machine.devices().getFirst().context();
        queue = machine.devices().getFirst().queue();
        variant.state().forEach(b -> allocate(b, batch, variant, context));
        one.buffers().forEach(b -> allocate(b, batch, variant, context));
        call = owner.own(kernel(variant, context));
        for (int i = 0; i < launch.arguments().size(); i++) {
            switch (launch.arguments().get(i)) {
                case Argument.Memory(String name) -> call.setMemory(i, memory.get(name));
                case Argument.Whole(int value) -> call.setInt(i, value);
                case Argument.Live(Argument.Scalar scalar) -> call.setInt(i, live(scalar, batch));
            }
        }
        global = launch.global().stream().mapToLong((Size size) -> size.at(batch)).toArray();
    }

    private void allocate(Buffer buffer, int batch, Variant variant, Context context) {
        DeviceMemory allocated = owner.own(context.allocate(buffer.bytes(batch, variant.precision())));
        ByteBuffer draws = ByteBuffer.allocateDirect((int) allocated.bytes()).order(ByteOrder.nativeOrder());
        Random random = new Random(1);
        while (draws.hasRemaining()) {
            draws.putFloat((float) random.nextGaussian());
        }
        queue.write(allocated, 0, draws.flip());
        memory.put(buffer.name(), allocated);
    }

    private KernelCall kernel(Variant variant, Context context) {
        Kernel kernel = variant.kernels().stream().filter(k -> k.name().equals(launch.kernel())).findFirst()
                .orElseThrow();
        context.compile(Map.of(kernel.name(), kernel.source()), KernelCache.off());
        return context.kernel(kernel.name(), kernel.source());
    }

    private static int live(Argument.Scalar scalar, int batch) {
        if (scalar != Argument.Scalar.BATCH) {
            throw new IllegalArgumentException(
                    "a kernel that reads " + scalar + " is no function of its tensors alone");
        }
        return batch;
    }

    /** Runs the kernel once and waits for its end. */
    void run() {
        queue.launch(call, global, launch.group().size().stream().mapToLong(Integer::longValue).toArray(), List.of(),
                false);
        queue.finish();
    }

    /** The first values of the function's result, as they lie. */
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
