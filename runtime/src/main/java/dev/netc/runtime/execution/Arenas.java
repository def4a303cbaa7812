package dev.netc.runtime.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.netc.program.Buffer;
import dev.netc.program.MemoryPlan;
import dev.netc.program.MemoryPlan.Place;
import dev.netc.program.Precision;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.opencl.DeviceInfo;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Owner;

/**
 * The memory of one logical device for sets of buffers of which one is in use at a time: few allocations, as large as the largest
 * set needs. Where the rules or the device forbid regions, the allocations belong to the buffers instead.
 */
final class Arenas implements Owner.Closeable {
    private static final double MEBIBYTE = 1 << 20;

    private final LogicalDevice device;
    private final Precision precision;
    private final MemoryRules rules;
    private final List<DeviceMemory> arenas = new ArrayList<>();

    Arenas(LogicalDevice device, Precision precision, MemoryRules rules) {
        this.device = device;
        this.precision = precision;
        this.rules = rules;
    }

    /** Whether these buffers can be placed without growing. */
    boolean fit(List<Buffer> buffers, int batch) {
        if (rules.separates(device.info())) {
            return true;
        }
        List<Long> wanted = plan(buffers, batch).arenas();
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= arenas.size() || arenas.get(i).bytes() < wanted.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Makes room for these buffers. Everything placed before must have been closed. */
    void grow(List<Buffer> buffers, int batch) {
        if (rules.separates(device.info())) {
            return;
        }
        List<Long> sizes = new ArrayList<>(plan(buffers, batch).arenas());
        for (int i = 0; i < arenas.size(); i++) {
            if (i < sizes.size()) {
                sizes.set(i, Math.max(sizes.get(i), arenas.get(i).bytes()));
            } else {
                sizes.add(arenas.get(i).bytes());
            }
        }
        close();
        for (long size : sizes) {
            arenas.add(allocate(size, buffers, batch));
        }
    }

    /** A region or an allocation for each buffer; the owner closes them before the arenas. */
    List<Placed> place(List<Buffer> buffers, int batch, Owner owner) {
        List<Placed> placed = new ArrayList<>();
        if (rules.separates(device.info())) {
            for (Buffer buffer : buffers) {
                placed.add(Placed.own(buffer, owner.own(allocate(buffer, batch))));
            }
            return placed;
        }
        MemoryPlan plan = plan(buffers, batch);
        for (Buffer buffer : buffers) {
            Place place = plan.places().get(buffer.name());
            DeviceMemory region = owner.own(arenas.get(place.arena()).region(place.offset(), place.bytes()));
            placed.add(new Placed(buffer, region, Optional.of(place)));
        }
        return placed;
    }

    /** An allocation for one buffer alone. */
    DeviceMemory allocate(Buffer buffer, int batch) {
        return allocate(Math.max(1, buffer.bytes(batch, precision)), List.of(buffer), batch);
    }

    /** Bytes of all arenas. */
    long bytes() {
        return arenas.stream().mapToLong(DeviceMemory::bytes).sum();
    }

    @Override
    public void close() {
        arenas.forEach(DeviceMemory::close);
        arenas.clear();
    }

    private MemoryPlan plan(List<Buffer> buffers, int batch) {
        long largest = rules.largestArena(device.info());
        try {
            return MemoryPlan.of(buffers, batch, precision, largest);
        } catch (IllegalArgumentException e) {
            throw new DeviceOutOfMemoryException(explain(buffers, batch), e);
        }
    }

    private DeviceMemory allocate(long bytes, List<Buffer> buffers, int batch) {
        try {
            return device.context().allocate(bytes);
        } catch (DeviceOutOfMemoryException e) {
            throw new DeviceOutOfMemoryException(explain(buffers, batch), e);
        }
    }

    private String explain(List<Buffer> buffers, int batch) {
        DeviceInfo info = device.info();
        Buffer largest = buffers.stream().max(Comparator.comparingLong(b -> b.bytes(batch, precision))).orElseThrow();
        long all = buffers.stream().mapToLong(b -> b.bytes(batch, precision)).sum();
        return String.format(Locale.ROOT,
                "device %s (%s) has no room at a batch of %d: %d buffers of together %.1f MiB before they share"
                        + " memory, the largest %s with %.1f MiB; the device has %.1f MiB, at most %.1f MiB in one"
                        + " allocation. A smaller batch needs less",
                info.name(), info.device(), batch, buffers.size(), all / MEBIBYTE, largest.name(),
                largest.bytes(batch, precision) / MEBIBYTE, info.memory() / MEBIBYTE,
                rules.largestArena(info) / MEBIBYTE);
    }
}
