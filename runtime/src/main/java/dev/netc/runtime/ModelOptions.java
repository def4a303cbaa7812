package dev.netc.runtime;

import java.util.List;
import java.util.Optional;

import dev.netc.program.Precision;
import dev.netc.program.Target;
import dev.netc.runtime.timeline.Timeline;

/**
 * How a program is loaded.
 *
 * @param devices names as the devices command prints them, logical device i on the i-th, a shorter list wrapping round; empty
 *     for two GPUs where there are two, else one, else the parts of a CPU
 * @param precision of tensors
 * @param recipe the kind of kernels, or empty for what the devices suggest
 * @param batch the largest batch that memory is planned for; a larger one plans anew
 * @param largestArena bytes that one allocation may have; 0 for what the device says
 * @param deviceMemory bytes that may be taken of a device; 0 for what the device says
 * @param separateBuffers whether every buffer gets an allocation of its own, so that a checking driver sees every access
 *     beyond its end; costs memory
 * @param cacheKernels whether compiled kernels are kept in the user's cache folder
 * @param timeline is told what was done when
 */
public record ModelOptions(List<String> devices, Precision precision, Optional<Target> recipe, int batch,
        long largestArena, long deviceMemory, boolean separateBuffers, boolean cacheKernels,
        Timeline timeline) {

    /** The default rule's devices, float32, a batch of 1. */
    public static final ModelOptions DEFAULT = new ModelOptions(List.of(), Precision.F32, Optional.empty(), 1, 0, 0,
            false, true, Timeline.OFF);

    public ModelOptions {
        devices = List.copyOf(devices);
        if (batch < 1 || largestArena < 0 || deviceMemory < 0) {
            throw new IllegalArgumentException(
                    "batch " + batch + ", largest arena " + largestArena + ", device memory " + deviceMemory);
        }
    }

    /** On these devices: names as {@link Devices#list} has them, {@code 0.0} and {@code 0.1} for the halves of one. */
    public ModelOptions withDevices(String... names) {
        return withDevices(List.of(names));
    }

    /** On these devices, as {@link #withDevices(String...)}; none for the default rule. */
    public ModelOptions withDevices(List<String> names) {
        return new ModelOptions(names, precision, recipe, batch, largestArena, deviceMemory, separateBuffers,
                cacheKernels, timeline);
    }

    /** In this precision, of which the program must have a variant. */
    public ModelOptions withPrecision(Precision wanted) {
        return new ModelOptions(devices, wanted, recipe, batch, largestArena, deviceMemory, separateBuffers,
                cacheKernels, timeline);
    }

    /** With this kind of kernels, whatever the devices are. */
    public ModelOptions withRecipe(Target target) {
        return new ModelOptions(devices, precision, Optional.of(target), batch, largestArena, deviceMemory,
                separateBuffers,
                cacheKernels, timeline);
    }

    /** With memory planned for this batch from the beginning. */
    public ModelOptions withBatch(int largest) {
        return new ModelOptions(devices, precision, recipe, largest, largestArena, deviceMemory, separateBuffers,
                cacheKernels, timeline);
    }

    /** With no allocation larger than this, where its buffers allow it. */
    public ModelOptions withLargestArena(long bytes) {
        return new ModelOptions(devices, precision, recipe, batch, bytes, deviceMemory, separateBuffers, cacheKernels,
                timeline);
    }

    /** Taking no more than this of each device. */
    public ModelOptions withDeviceMemory(long bytes) {
        return new ModelOptions(devices, precision, recipe, batch, largestArena, bytes, separateBuffers, cacheKernels,
                timeline);
    }

    /** With an allocation of its own for every buffer. */
    public ModelOptions withSeparateBuffers() {
        return new ModelOptions(devices, precision, recipe, batch, largestArena, deviceMemory, true, cacheKernels,
                timeline);
    }

    /** Without keeping compiled kernels. */
    public ModelOptions withoutKernelCache() {
        return new ModelOptions(devices, precision, recipe, batch, largestArena, deviceMemory, separateBuffers, false,
                timeline);
    }

    /** Devices are asked for times, which costs them a little. */
    public ModelOptions withTimeline(Timeline told) {
        return new ModelOptions(devices, precision, recipe, batch, largestArena, deviceMemory, separateBuffers,
                cacheKernels, told);
    }
}
