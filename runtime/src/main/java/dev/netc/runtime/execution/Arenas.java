package dev.netc.runtime.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.netc.program.Buffer;
import dev.netc.program.MemoryPlan;
import dev.netc.program.MemoryPlan.Place;
import dev.netc.program.Variant;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Owner;

/**
 * The memory of one logical device for sets of buffers of which one is in use at a time: few allocations, as large as the largest
 * set needs. Where the rules or the device forbid regions, the allocations belong to the buffers instead.
 */
final class Arenas implements Owner.Closeable {
    private final LogicalDevice device;
    private final Variant variant;
    private final MemoryRules rules;
    private final LongSupplier held;
    private final List<DeviceMemory> arenas = new ArrayList<>();

    /**
     * No memory yet.
     *
     * @param held bytes that the same program holds on the device besides
     */
    Arenas(LogicalDevice device, Variant variant, MemoryRules rules, LongSupplier held) {
        this.held = held;
        this.device = device;
        this.variant = variant;
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
        MemoryPlan plan = plan(buffers, batch);
        if (held.getAsLong() + plan.bytes() > rules.deviceMemory(device.info())) {
            throw noRoom(buffers, batch, null); // drivers of CPUs would say yes, and the system end the process later
        }
        List<Long> sizes = new ArrayList<>(plan.arenas());
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
        return allocate(Math.max(1, bytes(buffer, batch)), List.of(buffer), batch);
    }

    /** Bytes that a buffer takes where the program's batch is {@code batch}. */
    long bytes(Buffer buffer, int batch) {
        return buffer.bytes(variant.largestShare(batch), variant.precision());
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
        try {
            return MemoryPlan.of(buffers, variant.largestShare(batch), variant.precision(),
                    rules.largestArena(device.info()));
        } catch (IllegalArgumentException e) {
            throw noRoom(buffers, batch, e);
        }
    }

    private DeviceMemory allocate(long bytes, List<Buffer> buffers, int batch) {
        try {
            return device.context().allocate(bytes);
        } catch (DeviceOutOfMemoryException e) {
            throw noRoom(buffers, batch, e);
        }
    }

    private DeviceOutOfMemoryException noRoom(List<Buffer> buffers, int batch, Throwable cause) {
        return new DeviceOutOfMemoryException(new NoRoom(device.info(), buffers, batch, variant, held.getAsLong(),
                rules.deviceMemory(device.info()), rules.largestArena(device.info())).explain(), cause);
    }
}
