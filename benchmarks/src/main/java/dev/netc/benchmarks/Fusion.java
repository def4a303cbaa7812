package dev.netc.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.timeline.Span;

/**
 * What fusion wins: layers of one column of AlexNet with it and without it, in turn, in one process. A time is the sum of those of
 * the layer's kernels in a function, without feeding and reading; of the turns the median is shown.
 */
public final class Fusion {
    private static final int BATCH = 128;
    private static final int TURNS = 15;
    /** Noise teaches nothing: small, so that numbers stay finite. */
    private static final double RATE = 1e-6;
    private static final double NANOSECONDS_A_MILLISECOND = 1e6;

    private Fusion() {}

    /**
     * A layer, and what of it is measured.
     *
     * @param input shape of {@code x}
     * @param layer from {@code x}
     * @param function that is run
     */
    record Case(String name, String input, String layer, FunctionKind function) {
        private static final String CONV1 = "conv(48, 11, stride: 4, pad: end(3)) -> relu -> lrn";
        private static final String CONV2 = "conv(128, 5, pad: 2) -> relu -> lrn";
        private static final String POOL = " -> maxpool(3, stride: 2)";

        static List<Case> all() {
            return List.of(
                    new Case("conv1, ReLU, LRN", "[3, 224, 224]", CONV1, FunctionKind.INFER),
                    new Case("conv1, ReLU, LRN, pool", "[3, 224, 224]", CONV1 + POOL, FunctionKind.INFER),
                    new Case("conv1, ReLU, LRN, pool", "[3, 224, 224]", CONV1 + POOL, FunctionKind.UPDATE),
                    new Case("conv2, ReLU, LRN", "[48, 27, 27]", CONV2, FunctionKind.INFER),
                    new Case("conv2, ReLU, LRN, pool", "[48, 27, 27]", CONV2 + POOL, FunctionKind.INFER),
                    new Case("conv2, ReLU, LRN, pool", "[48, 27, 27]", CONV2 + POOL, FunctionKind.UPDATE),
                    new Case("fc6, ReLU", "[256, 6, 6]", "dense(2048) -> relu", FunctionKind.UPDATE));
        }
    }

    /**
     * What was measured.
     *
     * @param fused median, in nanoseconds
     * @param unfused median, in nanoseconds
     */
    record Result(int kernelsFused, long fused, int kernelsUnfused, long unfused) {}

    /** Measures all cases and prints a line each. */
    public static void main(String[] arguments) {
        System.out.printf("%-24s %-8s %17s %20s %7s%n", "layer", "function", "fused", "unfused", "ratio");
        for (Case each : Case.all()) {
            Result result = measure(each, BATCH, TURNS);
            System.out.printf("%-24s %-8s %8.2f ms in %2d %11.2f ms in %2d %7.2f%n", each.name(),
                    each.function().functionName(), result.fused() / NANOSECONDS_A_MILLISECOND, result.kernelsFused(),
                    result.unfused() / NANOSECONDS_A_MILLISECOND, result.kernelsUnfused(),
                    (double) result.unfused() / result.fused());
        }
    }

    /** Runs both in turn, after a run of each that is not counted. */
    static Result measure(Case what, int batch, int turns) {
        List<Long> fused = new ArrayList<>();
        List<Long> unfused = new ArrayList<>();
        try (Contestant with = new Contestant(what, true, batch);
                Contestant without = new Contestant(what, false, batch)) {
            with.run();
            without.run();
            for (int turn = 0; turn < turns; turn++) {
                fused.add(with.run());
                unfused.add(without.run());
            }
            return new Result(with.kernels(), median(fused), without.kernels(), median(unfused));
        }
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    /** A net on a device. */
    private static final class Contestant implements AutoCloseable {
        private final LongAdder nanoseconds = new LongAdder();
        private final LongAdder launches = new LongAdder();
        private final FunctionKind function;
        private final int batch;
        private final Model model;

        Contestant(Case what, boolean fuse, int batch) {
            this.function = what.function();
            this.batch = batch;
            model = Model.load(
                    Compiler.compile(KernelNets.network(what.input(), what.layer()),
                            CompileOptions.standard().withFunctions(Set.of(function)).withFuse(fuse)),
                    ModelOptions.DEFAULT.withDevices("0").withBatch(batch).withTimeline(this::add));
            model.initialize(1);
            Feeds.noise(model, batch);
        }

        private void add(Span span) {
            if (span instanceof Span.Kernel kernel && kernel.step().kernel().startsWith(KernelNets.LAYER)) {
                launches.increment();
                nanoseconds.add(kernel.end() - kernel.start());
            }
        }

        /** One run; the kernels' time in nanoseconds. */
        long run() {
            launches.reset();
            nanoseconds.reset();
            model.run(function.functionName(), new Scalars(batch, 0, 1, RATE, 0, 0), Set.of());
            return nanoseconds.sum();
        }

        /** Launches of the last run. */
        int kernels() {
            return launches.intValue();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
