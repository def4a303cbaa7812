package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.netc.program.Argument.Memory;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Function;
import dev.netc.program.Initializer;
import dev.netc.program.Input;
import dev.netc.program.Kernel;
import dev.netc.program.Output;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.program.WorkGroup;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.timeline.Span;
import dev.netc.runtime.timeline.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a function makes of its weights alone is made when it has to be, and only then. */
class PrologueTest {
    private static final int LENGTH = 4;
    private static final String SOURCE = """
            __kernel void twice(__global const float* w, __global float* t) {
              t[get_global_id(0)] = 2 * w[get_global_id(0)];
            }
            __kernel void sum(__global const float* x, __global const float* t, __global float* y) {
              y[get_global_id(0)] = x[get_global_id(0)] + t[get_global_id(0) % 4];
            }
            """;

    private final List<String> launched = Collections.synchronizedList(new ArrayList<>());
    private final Model model = Model.load(program(),
            ModelOptions.DEFAULT.withoutKernelCache().withTimeline(timeline()));

    PrologueTest() {
        setWeight(1);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void isMadeOnceForManyRuns() {
        assertThat(run("sum", 10)).isEqualTo(12);
        assertThat(run("sum", 20)).isEqualTo(22);
        assertThat(launched).containsExactly("twice", "sum", "sum");
    }

    @Test
    void isMadeAgainWhenAWeightWasSet() {
        run("sum", 10);
        setWeight(3);
        assertThat(run("sum", 10)).isEqualTo(16);
    }

    @Test
    void isMadeAgainWhenWeightsWereDrawn() {
        run("sum", 10);
        model.initialize(1);
        assertThat(run("sum", 10)).isEqualTo(10 + 2 * 5);
    }

    @Test
    void isMadeAgainWhenAnotherFunctionUsedTheMemory() {
        run("sum", 10);
        assertThat(run("other", 7)).isEqualTo(7 + 7);
        assertThat(run("sum", 10)).isEqualTo(12);
    }

    @Test
    void isMadeAgainInMemoryForALargerBatch() {
        run("sum", 10);
        model.feed("x", Tensor.of(new float[3 * LENGTH], 3, LENGTH));
        assertThat(model.run("sum", new Scalars(3, 0, 0, 0, 0, 0)).get("y").toFloats()).containsOnly(2);
    }

    private float run(String function, float value) {
        model.feed("x", Tensor.of(new float[]{value, value, value, value}, 1, LENGTH));
        return model.run(function, new Scalars(1, 0, 0, 0, 0, 0)).get("y").toFloats()[LENGTH - 1];
    }

    private void setWeight(float value) {
        model.setParameter("w", Tensor.of(new float[]{value, value, value, value}, 1, LENGTH));
    }

    private Timeline timeline() {
        return span -> {
            if (span instanceof Span.Kernel kernel) {
                launched.add(kernel.step().kernel());
            }
        };
    }

    private static Program program() {
        Buffer w = buffer("w", 1, new Buffer.Weight("w", 0), 0, 0);
        Function sum = new Function("sum", Function.ANY_BATCH,
                List.of(buffer("x", Buffer.BATCH, new Buffer.Feed("x"), 0, 1),
                        buffer("t", 1, new Buffer.Temporary(), 0, 2),
                        buffer("y", Buffer.BATCH, new Buffer.Result("y", 0, 1), 1, 2)),
                List.of(launch("twice", Size.fixed(LENGTH), "w", "t"),
                        launch("sum", Size.perExample(LENGTH), "x", "t", "y")),
                1);
        Function other = new Function("other",
                List.of(buffer("x", Buffer.BATCH, new Buffer.Feed("x"), 0, 0),
                        buffer("y", Buffer.BATCH, new Buffer.Result("y", 0, 1), 0, 1)),
                List.of(launch("sum", Size.perExample(LENGTH), "x", "x", "y")));
        List<Kernel> kernels = List.of(new Kernel("twice", SOURCE), new Kernel("sum", SOURCE));
        Variant variant = new Variant(Target.PLAIN, Precision.F32, 1, 1, kernels, List.of(w), List.of(sum, other));
        return new Program(Program.VERSION, "Twice", List.of(new Input.Tensor("x", List.of(LENGTH))),
                List.of(new Output("y", List.of(LENGTH))),
                List.of(new Parameter("w", List.of(1, LENGTH), 1, new Initializer.Constant(5), 1, 1)), null,
                List.of(variant));
    }

    private static Step launch(String kernel, Size items, String... buffers) {
        return new Step.Launch(0, kernel, List.copyOf(List.of(buffers).stream().map(Memory::new).toList()),
                List.of(items), WorkGroup.ANY);
    }

    private static Buffer buffer(String name, long rows, Buffer.Role role, int first, int last) {
        return new Buffer(name, 0, Element.REAL, rows, LENGTH, 1, role, first, last);
    }
}
