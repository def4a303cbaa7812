package dev.netc.program;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The program for one kind of device.
 *
 * @param target kind of device
 * @param precision of tensors
 * @param lanes examples that lie side by side in memory
 * @param devices number of logical devices
 * @param split whether each logical device has a {@link Share} of the batch; otherwise each has all of it
 * @param kernels every kernel, each once
 * @param state buffers that live from step to step: weights, momentum, mean
 * @param functions by name
 */
public record Variant(Target target, Precision precision, int lanes, int devices, boolean split,
        List<Kernel> kernels, List<Buffer> state, List<Function> functions) {
    public Variant {
        kernels = List.copyOf(kernels);
        state = List.copyOf(state);
        functions = List.copyOf(functions);
    }

    /** A variant whose logical devices all have the whole batch. */
    public Variant(Target target, Precision precision, int lanes, int devices, List<Kernel> kernels,
            List<Buffer> state, List<Function> functions) {
        this(target, precision, lanes, devices, false, kernels, state, functions);
    }

    /** The function of this name that takes any batch. */
    public Optional<Function> function(String name) {
        return functions.stream().filter(f -> f.name().equals(name) && f.largestBatch() == Function.ANY_BATCH)
                .findFirst();
    }

    /** The function of this name for a batch: one for small batches before one that takes any. */
    public Optional<Function> function(String name, int batch) {
        return functions.stream().filter(f -> f.name().equals(name) && f.takes(batch))
                .min(Comparator.comparing(f -> f.largestBatch() == Function.ANY_BATCH));
    }

    /**
     * The function as it runs where memory is planned for batches up to {@code batch}: the kernels that suit this batch are
     * taken for all smaller ones, too, so that the last batch of an epoch builds none of its own.
     */
    public Function planned(Function function, int batch) {
        return function.of(Math.ceilDiv(largestShare(batch), lanes));
    }

    /** The examples of a batch that a logical device computes. */
    public Share share(int device, int batch) {
        return split ? Share.of(device, devices, lanes, batch) : new Share(0, batch);
    }

    /** The most examples that a logical device computes of any batch up to {@code batch}: what memory is planned for. */
    public int largestShare(int batch) {
        return split ? Share.largest(devices, lanes, batch) : batch;
    }
}
