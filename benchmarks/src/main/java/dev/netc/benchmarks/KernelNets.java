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
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;

/** Nets of one layer, and its kernels among theirs. */
final class KernelNets {
    /** What the names of the layer's kernels begin with. */
    private static final String LAYER = "y_";

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
     * The kernels of {@code y} in the function that gives every gradient, alone on a device.
     *
     * @param part of the kernel's name behind {@code y_}
     */
    static KernelOnDevice open(Network network, Predicate<String> part, int batch, String device) {
        Variant variant = compile(network);
        List<Step.Launch> launches = launches(variant, part);
        return new KernelOnDevice(variant, FunctionKind.GRADIENTS.functionName(), launches, batch, device);
    }

    /** The launches of these kernels. */
    static List<Step.Launch> launches(Network network, Predicate<String> part) {
        return launches(compile(network), part);
    }

    private static List<Step.Launch> launches(Variant variant, Predicate<String> part) {
        return variant.function(FunctionKind.GRADIENTS.functionName()).orElseThrow().steps().stream()
                .filter(Step.Launch.class::isInstance).map(Step.Launch.class::cast)
                .filter(launch -> launch.kernel().startsWith(LAYER)
                        && part.test(launch.kernel().substring(LAYER.length())))
                .toList();
    }

    private static Variant compile(Network network) {
        return Compiler.compile(network, CompileOptions.standard().withTargets(Set.of(Target.CPU))
                .withInputGradients(true).withFunctions(Set.of(FunctionKind.GRADIENTS))).variants().getFirst();
    }
}
