/**
 * JMH benchmarks: how fast a kernel is. Start at {@link dev.netc.benchmarks.SecondConvolution}; after a build
 * {@code java -jar benchmarks/target/benchmarks.jar} runs them all. Nothing depends on this.
 */
package dev.netc.benchmarks;
