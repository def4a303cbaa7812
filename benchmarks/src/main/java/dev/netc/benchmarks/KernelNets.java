package dev.netc.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Function;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.Devices;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.opencl.DeviceList;

/** Nets of one layer, and its kernels among theirs. */
final class KernelNets {
    /** What the names of the layer's kernels begin with. */
    static final String LAYER = "y_";

    private KernelNets() {}

    /**
     * A net whose {@code y} is one layer, with a loss behind it.
     *
     * @param input shape of {@code x}: {@code [48, 27, 27]}
     * @param layer from {@code x}: {@code conv(128, 5, pad: 2)}
     */
    static Network network(String input, String layer) {
        String text = """
                net Kernels {
                  input x: %s
                  input label: class(2)
                  y = x -> %s
                  logits = y -> dense(2)
                  output o = logits
                  train {
                    loss      cross_entropy(logits, label)
                    optimizer sgd(rate: 0.01)
                  }
                }
                """.formatted(input, layer);
        return Frontend.analyse(new SourceText("kernels.net", text), Map.of()).network().orElseThrow();
    }

    /**
     * The kernels of {@code y} in a function, alone on a device.
     *
     * @param function {@code GRADIENTS} gives those of the input, too
     * @param part of the kernel's name behind {@code y_}
     */
    static KernelOnDevice open(Network network, FunctionKind function, Predicate<String> part, int batch,
            String device) {
        Variant variant = compile(network, function, device);
        return new KernelOnDevice(variant, function.functionName(), launches(variant, function, part, batch), batch,
                device);
    }

    /** In the kernels that suit a device, with that function alone. */
    static Variant compile(Network network, FunctionKind function, String device) {
        return Compiler.compile(network, CompileOptions.standard().withTargets(Set.of(target(device)))
                .withInputGradients(true).withFunctions(Set.of(function))).variants().getFirst();
    }

    private static Target target(String device) {
        List<DeviceInfo> installed = Devices.list();
        return installed.get(DeviceList.choose(List.of(device), 1, installed).getFirst().index()).target();
    }

    /** A function as it runs where memory is planned for that batch. */
    static Function function(Variant variant, String name, int batch) {
        return variant.planned(variant.function(name, batch).orElseThrow(), batch);
    }

    /**
     * The launches of these kernels.
     *
     * @throws IllegalArgumentException where there are none
     */
    static List<Step.Launch> launches(Variant variant, FunctionKind function, Predicate<String> part, int batch) {
        String name = function.functionName();
        List<Step.Launch> launches = function(variant, name, batch).steps().stream()
                .filter(Step.Launch.class::isInstance).map(Step.Launch.class::cast)
                .filter(l -> l.kernel().startsWith(LAYER) && part.test(l.kernel().substring(LAYER.length()))).toList();
        if (launches.isEmpty()) {
            throw new IllegalArgumentException("no such kernel of the layer in " + name);
        }
        return launches;
    }
}
