package dev.netc.runtime.measure;

import java.util.List;
import java.util.Map;

import dev.netc.program.Precision;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.opencl.Context;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.DeviceName;
import dev.netc.runtime.opencl.KernelCache;
import dev.netc.runtime.opencl.KernelCall;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Machine;
import dev.netc.runtime.opencl.Owner;

/** Measures one device, alone. The best of several launches counts: others may use the machine, and nothing makes it faster. */
final class PeakMeasurement implements AutoCloseable {
    private static final int LAUNCHES = 8;
    /** Long enough that starting a kernel does not count. */
    private static final double LONG_ENOUGH = 0.02;
    private static final double NANO = 1e-9;
    private static final double GIGA = 1e9;
    /** Beyond every cache. */
    private static final long BYTES = 256L << 20;

    private final Owner owner = new Owner();
    private final LogicalDevice device;
    private final PeakKernels kernels;

    private PeakMeasurement(DeviceInfo info, Precision precision) {
        Machine machine = owner.own(Machine.open(List.of(DeviceName.parse(info.name()))));
        this.device = machine.devices().getFirst();
        this.kernels = new PeakKernels(info, precision);
    }

    static Peak of(DeviceInfo info, Precision precision) {
        try (PeakMeasurement measurement = new PeakMeasurement(info, precision)) {
            return new Peak(measurement.gflops(), measurement.bandwidth());
        }
    }

    private double gflops() {
        KernelCall call = kernel("peak_multiply_adds");
        DeviceMemory out = owner.own(device.context().allocate(kernels.workItems() * kernels.vectorBytes()));
        call.setMemory(0, out);
        int rounds = 1 << 10;
        call.setInt(1, rounds);
        while (seconds(call, kernels.workItems()) < LONG_ENOUGH && rounds < 1 << 28) {
            rounds *= 2;
            call.setInt(1, rounds);
        }
        double operations = 2.0 * kernels.multiplyAddsOfRound() * rounds * kernels.workItems();
        return operations / best(call, kernels.workItems()) / GIGA;
    }

    private double bandwidth() {
        long bytes = Math.min(BYTES, device.info().largestAllocation() / 2) / kernels.vectorBytes()
                / kernels.workItems() * kernels.workItems() * kernels.vectorBytes();
        DeviceMemory from = owner.own(device.context().allocate(bytes));
        DeviceMemory into = owner.own(device.context().allocate(bytes));
        device.queue().zero(from);
        device.queue().zero(into);
        return Math.max(bytes / best(moving("peak_read", into, from, bytes), kernels.workItems()),
                2.0 * bytes / best(moving("peak_copy", into, from, bytes), kernels.workItems()));
    }

    private KernelCall moving(String name, DeviceMemory into, DeviceMemory from, long bytes) {
        KernelCall call = kernel(name);
        call.setMemory(0, into);
        call.setMemory(1, from);
        call.setInt(2, Math.toIntExact(bytes / kernels.vectorBytes() / kernels.workItems()));
        return call;
    }

    private KernelCall kernel(String name) {
        Context context = device.context();
        context.compile(Map.of(name, kernels.source(name)), KernelCache.ofUser());
        return owner.own(context.kernel(name, kernels.source(name)));
    }

    private double best(KernelCall call, long workItems) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < LAUNCHES; i++) {
            best = Math.min(best, seconds(call, workItems));
        }
        return best;
    }

    private double seconds(KernelCall call, long workItems) {
        device.queue().finish();
        long start = System.nanoTime();
        device.queue().launch(call, new long[]{workItems}, kernels.group(), List.of(), false);
        device.queue().finish();
        return (System.nanoTime() - start) * NANO;
    }

    @Override
    public void close() {
        owner.close();
    }
}
