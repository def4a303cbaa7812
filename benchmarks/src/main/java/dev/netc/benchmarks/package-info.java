/**
 * JMH benchmarks: how fast kernels and whole steps are. Start at {@link dev.netc.benchmarks.WholeSteps}, then
 * {@link dev.netc.benchmarks.ContractionKernels} and {@link dev.netc.benchmarks.MemoryKernels};
 * {@link dev.netc.benchmarks.SecondConvolution} is one fused kernel. {@link dev.netc.benchmarks.Fusion} is a program of its own, which
 * compares fused and unfused kernels in turn. Nothing depends on this. After a build
 *
 * <pre>{@code
 * POCL_AFFINITY=1 java -jar benchmarks/target/benchmarks.jar WholeSteps.infer -p model=alexnet -p batch=128
 * POCL_AFFINITY=1 java -jar benchmarks/target/benchmarks.jar ContractionKernels -p layer=CONV_3X3
 * POCL_AFFINITY=1 java -cp benchmarks/target/benchmarks.jar dev.netc.benchmarks.Fusion
 * }</pre>
 *
 * measures some, and without arguments all, which takes most of an hour. How netc stands beside PyTorch and ONNX Runtime is a build
 * of its own, {@code -Ppeers}: see {@code benchmarks/peers}.
 */
package dev.netc.benchmarks;
