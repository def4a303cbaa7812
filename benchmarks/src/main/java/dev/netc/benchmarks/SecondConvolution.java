package dev.netc.benchmarks;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.report.LayerTable;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernel of AlexNet's second convolution, one column of it, forward: 48 channels of 27 x 27 to 128 by 5 x 5, with bias, ReLU
 * and local response normalisation in the same kernel. The row {@code gflops}, in {@code ops/s}, is GFLOP/s: a multiply-add counts
 * as two operations, and nothing but the convolution's is counted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SecondConvolution {
    private static final String NET = """
            net SecondConvolution {
              input conv1: [48, 27, 27]
              output conv2 = conv1 -> conv(128, 5, pad: 2) -> relu -> lrn
            }
            """;

    /** Examples at once. */
    @Param({"1", "16", "128"})
    public int batch;

    /** As {@code netc devices} names it. */
    @Param("0")
    public String device;

    private KernelOnDevice kernel;
    private double gigaOperations;

    /** What a run of the kernel computes. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Work {
        /** Floating-point operations done, in thousand millions; told as a rate. */
        public double gflops;

        /** An iteration starts from none. */
        @Setup(Level.Iteration)
        public void reset() {
            gflops = 0;
        }
    }

    /** Compiles the net for a CPU and puts its one kernel on the device. */
    @Setup
    public void open() {
        Network network = Frontend.analyse(new SourceText("conv2.net", NET), Map.of()).network().orElseThrow();
        Variant variant = Compiler.compile(network, CompileOptions.standard().withTargets(Set.of(Target.CPU))
                .withFunctions(Set.of(FunctionKind.INFER))).variants().getFirst();
        kernel = new KernelOnDevice(variant, FunctionKind.INFER.functionName(), batch, device);
        gigaOperations = 2e-9 * LayerTable.of(network).multiplyAdds() * batch;
    }

    /** Gives the device back. */
    @TearDown
    public void close() {
        kernel.close();
    }

    /** One run of the kernel on the batch. */
    @Benchmark
    public void forward(Work work) {
        kernel.run();
        work.gflops += gigaOperations;
    }

    /** The first values that the last run left, as they lie. */
    float[] result(int count) {
        return kernel.result(count);
    }
}
