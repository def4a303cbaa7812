package dev.netc.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.openjdk.jmh.annotations.AuxCounters;
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

/** What benchmarks of kernels share: the device, and the kernels that a trial is about. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public abstract class KernelBenchmark {
    /** As {@code netc devices} names it. */
    @Param("0")
    public String device;

    private KernelOnDevice kernel;

    /** What a run of a kernel computes. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Flops {
        /** Floating-point operations done, in thousand millions; told as a rate. */
        public double gflops;

        /** An iteration starts from none. */
        @Setup(Level.Iteration)
        public void reset() {
            gflops = 0;
        }
    }

    /** What a run of a kernel moves. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Bytes {
        /** Bytes moved, in thousand millions; told as a rate. */
        public double gigabytes;

        /** An iteration starts from none. */
        @Setup(Level.Iteration)
        public void reset() {
            gigabytes = 0;
        }
    }

    /** Gives the device back. */
    @TearDown
    public void close() {
        if (kernel != null) {
            kernel.close();
        }
    }

    /** Runs the kernels once, opened by the trial's first call: before that nobody knows which they are. */
    void run(Supplier<KernelOnDevice> opened) {
        if (kernel == null) {
            kernel = opened.get();
        }
        kernel.run();
    }

    /** The kernels that were run. */
    KernelOnDevice kernel() {
        return kernel;
    }
}
