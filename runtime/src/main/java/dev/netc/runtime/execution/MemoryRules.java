package dev.netc.runtime.execution;

import dev.netc.program.MemoryPlan;
import dev.netc.runtime.device.DeviceInfo;

/**
 * How memory is taken from a device.
 *
 * @param largestArena bytes that one allocation may have; 0 for what the device says
 * @param deviceMemory bytes that may be taken of a device; 0 for what the device says
 * @param separateBuffers whether every buffer gets an allocation of its own
 */
public record MemoryRules(long largestArena, long deviceMemory, boolean separateBuffers) {

    long largestArena(DeviceInfo device) {
        return largestArena == 0 ? device.largestAllocation() : largestArena;
    }

    long deviceMemory(DeviceInfo device) {
        return deviceMemory == 0 ? device.memory() : deviceMemory;
    }

    /** Whether buffers cannot lie in common arenas on this device. */
    boolean separates(DeviceInfo device) {
        return separateBuffers || (device.alignment() > 0 && MemoryPlan.ALIGNMENT % device.alignment() != 0);
    }
}
