package dev.netc.benchmarks;

import java.util.List;
import java.util.Map;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.report.LayerTable;
import dev.netc.program.Function;
import dev.netc.program.Step;
import dev.netc.program.Variant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * AlexNet's second convolution, one column of it, forward: 48 channels of 27 x 27 to 128 by 5 x 5, with bias, ReLU
 * and local response normalisation. The row {@code gflops}, in {@code ops/s}, is GFLOP/s: a multiply-add counts
 * as two operations, and nothing but the convolution's is counted.
 */
@State(Scope.Benchmark)
public class SecondConvolution extends KernelBenchmark {
    private static final String NET = """
            net SecondConvolution {
              input conv1: [48, 27, 27]
              output conv2 = conv1 -> conv(128, 5, pad: 2) -> relu -> lrn
            }
            """;

    /** Examples at once. */
    @Param({"1", "16", "128"})
    public int batch;

    private double gigaOperations;

    /** Counts the work. */
    @Setup
    public void count() {
        gigaOperations = 2e-9 * LayerTable.of(network()).multiplyAdds() * batch;
    }

    /** One run of the kernel on the batch. */
    @Benchmark
    public void forward(Flops work) {
        run(this::open);
        work.gflops += gigaOperations;
    }

    private static Network network() {
        return Frontend.analyse(new SourceText("conv2.net", NET), Map.of()).network().orElseThrow();
    }

    /** Compiles the net for the device and puts the kernels that run every time on the device. */
    private KernelOnDevice open() {
        Variant variant = KernelNets.compile(network(), FunctionKind.INFER, device);
        String infer = FunctionKind.INFER.functionName();
        Function function = KernelNets.function(variant, infer, batch);
        List<Step.Launch> launches = function.steps().stream().skip(function.prologue())
                .map(Step.Launch.class::cast).toList();
        return new KernelOnDevice(variant, infer, launches, batch, device);
    }
}
