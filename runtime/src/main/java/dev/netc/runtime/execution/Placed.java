package dev.netc.runtime.execution;

import java.util.Optional;

import dev.netc.program.Buffer;
import dev.netc.program.MemoryPlan.Place;
import dev.netc.runtime.opencl.DeviceMemory;

/**
 * A buffer and its memory.
 *
 * @param place in its device's arenas; empty for memory of its own
 */
record Placed(Buffer buffer, DeviceMemory memory, Optional<Place> place) {

    static Placed own(Buffer buffer, DeviceMemory memory) {
        return new Placed(buffer, memory, Optional.empty());
    }

    /** Whether writing one of the two may change the other. */
    boolean sharesMemoryWith(Placed other) {
        if (buffer.device() != other.buffer.device()) {
            return false;
        }
        if (place.isEmpty() || other.place.isEmpty()) {
            return buffer.name().equals(other.buffer.name());
        }
        Place a = place.get();
        Place b = other.place.get();
        return a.arena() == b.arena() && a.offset() < b.offset() + b.bytes() && b.offset() < a.offset() + a.bytes();
    }
}
