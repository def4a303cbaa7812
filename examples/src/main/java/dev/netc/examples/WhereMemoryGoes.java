package dev.netc.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.MemoryPlan;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.program.Variant;

/**
 * Where AlexNet's memory goes when it trains at its batch of 128: what stays from step to step, what lives within a step and
 * shares memory, and the largest buffers. A plan is a pure function of program and batch, so that no device is needed.
 */
public final class WhereMemoryGoes {
    private static final double MEBIBYTE = 1 << 20;
    private static final long LARGEST_ARENA = 4L << 30;
    private static final int LARGEST = 5;

    private WhereMemoryGoes() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of("models", "alexnet.net");
        SourceText source = new SourceText(file.toString(), Files.readString(file));
        Program program = Compiler.compile(Frontend.analyse(source, Map.of()).network().orElseThrow(),
                CompileOptions.standard().withTargets(Set.of(Target.CPU))
                        .withFunctions(Set.of(FunctionKind.TRAIN)));
        Variant variant = program.variants().getFirst();
        for (int device = 0; device < variant.devices(); device++) {
            print(variant, device, program.training().batch());
        }
    }

    private static void print(Variant variant, int device, int batch) {
        Function train = variant.function("train").orElseThrow();
        List<Buffer> within = on(device, train.buffers());
        MemoryPlan plan = MemoryPlan.of(within, batch, variant.precision(), LARGEST_ARENA);
        System.out.printf("logical device %d at a batch of %d%n", device, batch);
        line("kept from step to step", sum(on(device, variant.state()), batch, variant));
        line("within a step, shared", plan.bytes());
        line("the same without sharing", sum(within, batch, variant));
        within.stream().sorted(Comparator.comparingLong((Buffer b) -> b.bytes(batch, variant.precision())).reversed())
                .limit(LARGEST)
                .forEach(b -> line("  " + b.name() + ", steps " + b.first() + " to " + b.last(),
                        b.bytes(batch, variant.precision())));
    }

    private static List<Buffer> on(int device, List<Buffer> buffers) {
        return buffers.stream().filter(b -> b.device() == device).toList();
    }

    private static long sum(List<Buffer> buffers, int batch, Variant variant) {
        return buffers.stream().mapToLong(b -> b.bytes(batch, variant.precision())).sum();
    }

    private static void line(String what, long bytes) {
        System.out.printf("  %-50s %8.1f MiB%n", what, bytes / MEBIBYTE);
    }
}
