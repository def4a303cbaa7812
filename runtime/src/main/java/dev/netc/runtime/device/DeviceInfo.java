package dev.netc.runtime.device;

import dev.netc.program.Target;

/**
 * What an OpenCL device says of itself.
 *
 * @param name for device lists: {@code 0}, or {@code 0.1} for a part of a device
 * @param platform the driver's name
 * @param device the device's own name
 * @param type cpu, gpu, accelerator, or other for what says it is several
 * @param vectorFloats floats in the widest vector that it computes with at once: 16 with AVX-512, 8 with AVX2
 * @param computeUnits cores of a CPU, multiprocessors of a GPU
 * @param memory bytes of global memory
 * @param largestAllocation bytes that one buffer may have
 * @param alignment in bytes, of a buffer within another
 * @param largestGroup work-items in a work-group
 * @param localMemory bytes that a work-group may share
 * @param doubles whether it computes in float64
 * @param partitionable whether it can be split into parts
 * @param version of OpenCL that the device speaks
 * @param driver version of the driver
 */
public record DeviceInfo(String name, String platform, String device, Type type, int vectorFloats, int computeUnits,
        long memory,
        long largestAllocation, long alignment, long largestGroup, long localMemory, boolean doubles,
        boolean partitionable,
        String version, String driver) {

    private static final int WIDE_FLOATS = 16;

    /** Kinds of devices, in the order in which they are listed. */
    public enum Type {
        /** A graphics card. */
        GPU,

        /** A processor. */
        CPU,

        /** A card of another kind. */
        ACCELERATOR,

        /** What says that it is several of these, or none. */
        OTHER
    }

    /** Whether a vector holds sixteen floats. */
    public boolean wide() {
        return vectorFloats >= WIDE_FLOATS;
    }

    /** The kind of kernels that suits it: a processor's are those for its registers. */
    public Target target() {
        return switch (type) {
            case CPU -> wide() ? Target.CPU : Target.CPU_NARROW;
            case GPU -> Target.GPU;
            case ACCELERATOR, OTHER -> Target.PLAIN;
        };
    }

    /** The same device by another name. */
    public DeviceInfo named(String newName) {
        return new DeviceInfo(newName, platform, device, type, vectorFloats, computeUnits, memory, largestAllocation,
                alignment,
                largestGroup, localMemory, doubles, partitionable, version, driver);
    }
}
