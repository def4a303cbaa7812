package dev.netc.cli.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.network.Network;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.MemoryPlan;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;

/**
 * What a program takes, known before it runs.
 *
 * @param training bytes a logical device; empty for a net without a train block
 * @param inference bytes a logical device
 * @param exchanged bytes that cross devices in one training step; empty for a net without a train block
 * @param table what lies where in a training step, or in an inference where there is no train block
 */
record Plan(Optional<List<Long>> training, List<Long> inference, Optional<Long> exchanged, MemoryTable table) {

    /** The plan for one kind of kernels, at a batch. */
    static Plan of(Network network, Target target, CompileOptions options, int batch) {
        CompileOptions one = options.withTargets(EnumSet.of(target));
        Variant inference = fromPixels(network, one, FunctionKind.PREDICT, FunctionKind.INFER);
        if (network.train() == null) {
            return new Plan(Optional.empty(), memory(inference, batch), Optional.empty(),
                    table(inference, batch));
        }
        Variant training = fromPixels(network, one, FunctionKind.TRAIN, FunctionKind.UPDATE);
        return new Plan(Optional.of(memory(training, batch)), memory(inference, batch),
                Optional.of(exchanged(training, batch)), table(training, batch));
    }

    /** The function as a data set feeds it, or, for a net without an image, as tensors do. */
    private static Variant fromPixels(Network network, CompileOptions options, FunctionKind pixels,
            FunctionKind tensors) {
        Variant variant = variant(network, options, pixels);
        return variant.functions().isEmpty() ? variant(network, options, tensors) : variant;
    }

    private static Variant variant(Network network, CompileOptions options, FunctionKind kind) {
        return Compiler.compile(network, options.withFunctions(Set.of(kind))).variants().getFirst();
    }

    private static List<Long> memory(Variant variant, int batch) {
        return IntStream.range(0, variant.devices()).mapToObj(device -> bytes(variant, variant.state(), device, batch)
                + variant.functions().stream().mapToLong(f -> bytes(variant, f.buffers(), device, f.upTo(batch))).max()
                        .orElse(0))
                .toList();
    }

    /** Pixels lie apart, as a runtime knows their size only when they are fed. */
    private static long bytes(Variant variant, List<Buffer> buffers, int device, int batch) {
        Map<Boolean, List<Buffer>> here = buffers.stream().filter(b -> b.device() == device)
                .collect(Collectors.partitioningBy(Buffer::isPixels));
        int share = variant.largestShare(batch);
        long pixels = here.get(true).stream().mapToLong(b -> b.bytes(share, variant.precision())).sum();
        return pixels + MemoryPlan.of(here.get(false), share, variant.precision(), Long.MAX_VALUE).bytes();
    }

    private static MemoryTable table(Variant variant, int batch) {
        return MemoryTable.of(variant, variant.planned(variant.functions().getFirst(), batch), batch);
    }

    private static long exchanged(Variant variant, int batch) {
        return variant.functions().stream().map(Function::steps).flatMap(List::stream)
                .filter(Step.Copy.class::isInstance).mapToLong(s -> ((Step.Copy) s).bytes().at(batch)).sum();
    }
}
