/**
 * JMH benchmarks: how fast kernels and whole steps are. Start at {@link dev.netc.benchmarks.WholeSteps}, then
 * {@link dev.netc.benchmarks.ContractionKernels} and {@link dev.netc.benchmarks.MemoryKernels};
 * {@link dev.netc.benchmarks.SecondConvolution} is one fused kernel. Nothing depends on this. After a build
 *
 * <pre>{@code
 * POCL_AFFINITY=1 java -jar benchmarks/target/benchmarks.jar WholeSteps.infer -p model=alexnet -p batch=128
 * POCL_AFFINITY=1 java -jar benchmarks/target/benchmarks.jar ContractionKernels -p layer=CONV_3X3
 * }</pre>
 *
 * measures some, and without arguments all, which takes most of an hour. How netc stands beside PyTorch and ONNX Runtime is a build
 * of its own, {@code -Ppeers}: see {@code benchmarks/peers}.
 */
package dev.netc.benchmarks;
