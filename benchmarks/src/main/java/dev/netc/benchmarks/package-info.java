/**
 * JMH benchmarks: how long a kernel, a pass or a training step takes.
 */
package dev.netc.benchmarks;
