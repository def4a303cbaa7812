package dev.netc.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
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
 * A net as a program that embeds it runs it: images from the host, every kernel, results back. The row {@code images}, in
 * {@code ops/s}, is images a second. A trial opens the devices, and compiles kernels where the cache has none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class WholeSteps {
    /** Images of noise teach nothing: small, so that numbers stay finite. */
    private static final double RATE = 1e-4;

    /** A file of {@code models/}. */
    @Param({"alexnet", "resnet18"})
    public String model;

    /** Examples at once. */
    @Param({"1", "16", "128"})
    public int batch;

    /** As {@code netc devices} names them, a plus between them. */
    @Param({"0.0+0.1", "0"})
    public String devices;

    private Model opened;
    private int step;

    /** What a run has worked on. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Work {
        /** Images; told as a rate. */
        public double images;

        /** An iteration starts from none. */
        @Setup(Level.Iteration)
        public void reset() {
            images = 0;
        }
    }

    /** Gives the devices back. */
    @TearDown
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }

    /** The net's outputs for the batch. */
    @Benchmark
    public Map<String, Tensor> infer(Work work) {
        work.images += batch;
        return open(FunctionKind.INFER).run(FunctionKind.INFER.functionName(), Scalars.batch(batch));
    }

    /** One step of training on the batch; gives the loss of each example. */
    @Benchmark
    public Tensor train(Work work) {
        work.images += batch;
        return open(FunctionKind.UPDATE).run(FunctionKind.UPDATE.functionName(),
                new Scalars(batch, step++, 1, RATE, 0, 0), Set.of("loss")).get("loss");
    }

    /** By the first call of the warm-up: a trial knows only then which function it is about. */
    private Model open(FunctionKind function) {
        if (opened == null) {
            opened = Model.load(Compiler.compile(network(), CompileOptions.standard()
                    .withFunctions(Set.of(function))),
                    ModelOptions.DEFAULT.withDevices(devices.split("\\+")).withBatch(batch));
            opened.initialize(1);
            Feeds.noise(opened, batch);
        }
        return opened;
    }

    private Network network() {
        String file = model + ".net";
        try (InputStream text = WholeSteps.class.getResourceAsStream("/models/" + file)) {
            return Frontend.analyse(new SourceText(file, new String(text.readAllBytes(), StandardCharsets.UTF_8)),
                    Map.of()).network().orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
