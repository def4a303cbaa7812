package dev.netc.benchmarks;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.report.LayerTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The kernels of convolutions and dense layers, a shape class a {@link Layer}: forward with the bias, the gradient of the input, the
 * gradient of the weight. The row {@code gflops}, in {@code ops/s}, is GFLOP/s: a multiply-add counts as two operations, and each
 * of the three does as many.
 */
@State(Scope.Benchmark)
public class ContractionKernels extends KernelBenchmark {

    /** A class of shapes, by a layer of a net that many know. */
    public enum Layer {
        /** AlexNet's first in one column: three channels, a large window, stride 4. */
        FIRST("[3, 224, 224]", "conv(48, 11, stride: 4, pad: end(3))"),
        /** AlexNet's second in one column. */
        CONV_5X5("[48, 27, 27]", "conv(128, 5, pad: 2)"),
        /** AlexNet's fourth in one column. */
        CONV_3X3("[192, 13, 13]", "conv(192, 3, pad: 1)"),
        /** VGG-16's third: a large image. */
        CONV_3X3_LARGE("[64, 112, 112]", "conv(128, 3, pad: 1)"),
        /** ResNet-50's, GoogLeNet's. */
        CONV_1X1("[256, 28, 28]", "conv(64, 1)"),
        /** ResNet-18's where an image is halved. */
        CONV_STRIDED("[64, 56, 56]", "conv(128, 3, stride: 2, pad: 1)"),
        /** AlexNet's second as frameworks without columns have it. */
        CONV_GROUPED("[96, 27, 27]", "conv(256, 5, pad: 2, groups: 2)"),
        /** Channels that are no multiple of 16. */
        CONV_ODD("[50, 27, 27]", "conv(75, 3, pad: 1)"),
        /** AlexNet's sixth in one column: at a small batch bound by its weights' bytes. */
        DENSE("[9216]", "dense(2048)");

        private final String input;
        private final String call;

        Layer(String input, String call) {
            this.input = input;
            this.call = call;
        }

        Network network() {
            return KernelNets.network(input, call);
        }

        KernelOnDevice open(FunctionKind function, String part, int batch, String device) {
            return KernelNets.open(network(), function, name -> name.contains(part), batch, device);
        }

        /** Of {@code y} alone, for one example. */
        long multiplyAdds() {
            return LayerTable.of(network()).layers().getFirst().multiplyAdds();
        }
    }

    /** What is computed. */
    @Param
    public Layer layer;

    /** Examples at once. */
    @Param({"16", "128"})
    public int batch;

    private double gigaOperations;

    /** Counts the work. */
    @Setup
    public void count() {
        gigaOperations = 2e-9 * layer.multiplyAdds() * batch;
    }

    /** The layer of the batch. */
    @Benchmark
    public void forward(Flops work) {
        run(FunctionKind.INFER, "forward", work);
    }

    /** From the gradient of the result to that of the input. */
    @Benchmark
    public void inputGradient(Flops work) {
        run(FunctionKind.GRADIENTS, "input_gradient", work);
    }

    /** From the input and the gradient of the result to that of the weight. */
    @Benchmark
    public void weightGradient(Flops work) {
        run(FunctionKind.GRADIENTS, "weight_gradient", work);
    }

    private void run(FunctionKind function, String part, Flops work) {
        run(() -> layer.open(function, part, batch, device));
        work.gflops += gigaOperations;
    }
}
