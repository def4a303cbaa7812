package dev.netc.benchmarks;

import dev.netc.compiler.FunctionKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The kernels that compute little for every byte, a {@link Layer} each: forward, and the gradient of the input. The row
 * {@code gigabytes}, in {@code ops/s}, is GB/s of what must move at the least: everything that is read, and everything that is
 * written, once.
 */
@State(Scope.Benchmark)
public class MemoryKernels extends KernelBenchmark {

    /** A layer without weights. */
    public enum Layer {
        /** AlexNet's first pool in one column: windows that overlap. */
        MAXPOOL("[48, 55, 55]", "maxpool(3, stride: 2)"),
        /** ResNet's last. */
        AVGPOOL("[512, 7, 7]", "avgpool(all)"),
        /** AlexNet's first in one column. */
        LRN("[48, 55, 55]", "lrn"),
        /** Over the classes of ImageNet. */
        SOFTMAX("[1000]", "softmax");

        private final String input;
        private final String call;

        Layer(String input, String call) {
            this.input = input;
            this.call = call;
        }

        KernelOnDevice open(boolean gradient, int batch, String device) {
            return KernelNets.open(KernelNets.network(input, call),
                    gradient ? FunctionKind.GRADIENTS : FunctionKind.INFER,
                    name -> name.endsWith("_gradient") == gradient, batch, device);
        }
    }

    /** What is computed. */
    @Param
    public Layer layer;

    /** Examples at once. */
    @Param("128")
    public int batch;

    /** The layer of the batch. */
    @Benchmark
    public void forward(Bytes work) {
        run(false, work);
    }

    /** From the gradient of the result to that of the input. */
    @Benchmark
    public void inputGradient(Bytes work) {
        run(true, work);
    }

    private void run(boolean gradient, Bytes work) {
        run(() -> layer.open(gradient, batch, device));
        work.gigabytes += 1e-9 * kernel().bytes();
    }
}
