package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Kernel;
import dev.netc.program.Program;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.program.WorkGroup;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.error.KernelBuildException;
import dev.netc.runtime.error.NoDeviceException;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a caller does wrong ends in words. */
class ModelMisuseTest {
    private static final ModelOptions OPTIONS = ModelOptions.DEFAULT.withoutKernelCache();

    @Test
    void closingTwiceDoesNothing() {
        Model model = load();
        model.close();
        model.close();
        assertThat(model.variant().devices()).isEqualTo(2);
    }

    @Test
    void usingAfterClosingIsSaid() {
        Model model = load();
        model.close();
        List<Runnable> uses = List.of(() -> model.parameter("y.weight"), model::parameters, model::momenta,
                () -> model.initialize(1), () -> model.feed("x", Tensor.of(new float[5], 1, 5)),
                () -> model.run("infer", Scalars.batch(1)), model::deviceBytes, model::mean);
        for (Runnable use : uses) {
            assertThatThrownBy(use::run).isInstanceOf(IllegalStateException.class)
                    .hasMessage("the model TwoColumns is closed");
        }
    }

    @Test
    void aFeedThatDoesNotFitIsRefusedWhenItIsFed() {
        try (Model model = load()) {
            refused(() -> model.feed("y", Tensor.of(new float[1], 1)),
                    "no function reads a feed y; there are label, x");
            refused(() -> model.feed("x", Tensor.of(new float[4], 1, 4)), "input x is [batch, 5], not F32 [1, 4]");
            refused(() -> model.feed("x", Tensor.of(new float[0], 0, 5)), "feed x has no example: F32 [0, 5]");
            refused(() -> model.feed("x", Tensor.of(new float[1])), "feed x has no example: F32 []");
            refused(() -> model.feed("x", Tensor.of(new int[5], 1, 5)), "feed x takes F32 or F64, not I32 [1, 5]");
            refused(() -> model.feed("label", Tensor.of(new float[1], 1)), "feed label takes I32 or I64, not F32 [1]");
            refused(() -> model.feed("label", Tensor.of(new int[]{3, 10}, 2)),
                    "input label, row 1: label 10 is not one of the 10 classes, 0 to 9");
            refused(() -> model.feed("label", Tensor.of(new long[]{1L << 32}, 1)), "feed label: integer overflow");
        }
    }

    @Test
    void aRunThatDoesNotFitIsRefusedBeforeItStarts() {
        try (Model model = load()) {
            refused(() -> model.run("walk", Scalars.batch(1)),
                    "net TwoColumns has no function walk; it has infer, slowly, step");
            refused(() -> model.run("infer", Scalars.batch(1)), "function infer reads x, which was not fed");
            model.feed("x", Tensor.of(new float[10], 2, 5));
            model.feed("label", Tensor.of(new int[2], 2));
            refused(() -> model.run("infer", Scalars.batch(3)), "feed x has 2 rows, the batch is 3");
            refused(() -> model.run("infer", Scalars.batch(2), Set.of("q")),
                    "function infer has the results z, early, not all of q");
            refused(() -> model.run("infer", Scalars.batch(2), Map.of("z", ByteBuffer.allocate(44))),
                    "result z takes 48 bytes that can be written to, not 44");
            refused(() -> model.run("infer", Scalars.batch(2), Map.of("z", ByteBuffer.allocate(48).asReadOnlyBuffer())),
                    "result z takes 48 bytes that can be written to, not 48 that are read-only");
            refused(() -> Scalars.batch(0), "a batch of 0");
        }
    }

    @Test
    void aParameterThatDoesNotFitIsRefused() {
        try (Model model = load()) {
            refused(() -> model.parameter("x.weight"), "net TwoColumns has no parameter x.weight; it has y.weight");
            refused(() -> model.setParameter("y.weight", Tensor.of(new float[30], 5, 6)),
                    "parameter y.weight is [6, 5] of real numbers, not F32 [5, 6]");
            refused(() -> model.setParameter("y.weight", Tensor.of(new int[30], 6, 5)),
                    "parameter y.weight is [6, 5] of real numbers, not I32 [6, 5]");
            refused(() -> model.setMean(Tensor.of(new float[3], 3)), "net TwoColumns subtracts no measured mean");
        }
    }

    static Stream<Arguments> impossibleNames() {
        return Stream.of(Arguments.of("9", "There is no device 9. There is:\n  0  "),
                Arguments.of("cpu", "\"cpu\" is no device name"), Arguments.of("-1", "\"-1\" is no device name"),
                Arguments.of("0.2", "device 0.2: of 2 parts the last is 0.1"),
                Arguments.of("0.5/4", "device 0.5/4: of 4 parts the last is 0.3/4"),
                Arguments.of("0.0/0", "\"0.0/0\" is no device name"),
                Arguments.of("0.0/9999", "compute units, so there is no 0.0/9999"),
                Arguments.of("99999999999", "is no device name"), Arguments.of("", "\"\" is no device name"));
    }

    @ParameterizedTest
    @MethodSource("impossibleNames")
    void aDeviceListThatMakesNoSenseIsMetWithWhatThereIs(String name, String message) {
        assertThatThrownBy(() -> Model.load(TwoColumns.program(), OPTIONS.withDevices(name)).close())
                .isInstanceOf(NoDeviceException.class).hasMessageContaining(message);
    }

    @Test
    void aRecipeThatTheProgramLacksIsSaid() {
        assertThatThrownBy(() -> Model.load(TwoColumns.program(), OPTIONS.withRecipe(Target.GPU)).close())
                .isInstanceOf(ProgramException.class)
                .hasMessage("program TwoColumns has no GPU variant of precision F32");
    }

    @Test
    void aKernelThatDoesNotCompileIsShownAtItsLine() {
        Program broken = with(v -> new Variant(v.target(), v.precision(), v.lanes(), v.devices(),
                v.kernels().stream().map(k -> k.name().equals("dense")
                        ? new Kernel("dense",
                                k.source().replace("REAL", "float").replace("float sum = 0;", "float sum = nought;"))
                        : k).toList(),
                v.state(), v.functions()));
        try (Model model = Model.load(broken, OPTIONS)) {
            feedOne(model);
            assertThatThrownBy(() -> model.run("infer", Scalars.batch(1))).isInstanceOf(KernelBuildException.class)
                    .hasMessageContaining("""
                            kernel dense does not compile: use of undeclared identifier 'nought'
                            4 |   float sum = nought;
                                              ^
                            """);
            assertThat(model.parameter("y.weight").elements()).isEqualTo(30);
        }
    }

    @Test
    void stepsThatContradictThemselvesAreRefused() {
        contradiction(new Step.Launch(0, "dense", List.of(), List.of(), WorkGroup.ANY),
                "kernel dense takes 4 arguments, its launch gives 0");
        contradiction(new Step.Launch(0, "sparse", List.of(), List.of(), WorkGroup.ANY),
                "a step launches a kernel sparse that is not there");
        contradiction(new Step.Copy(0, "nowhere", 1, "y0at1", Size.fixed(4)),
                "a step speaks of a buffer nowhere that is not there");
        contradiction(new Step.Wait(5, 0), "a step runs on logical device 5 of 2");
        contradiction(new Step.Wait(0, 99), "waits for step 99, which does not stand before it");
    }

    @Test
    void aBatchThatHasNoRoomIsSaidAndTheModelLivesOn() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS.withLargestArena(1 << 16))) {
            int batch = 100_000;
            model.feed("x", Tensor.of(new float[batch * 5], batch, 5));
            model.feed("label", Tensor.of(new int[batch], batch));
            assertThatThrownBy(() -> model.run("infer", Scalars.batch(batch)))
                    .isInstanceOf(DeviceOutOfMemoryException.class).hasMessageContaining("at a batch of 100,000")
                    .hasMessageContaining("would fit, no larger one");
            feedOne(model);
            assertThat(model.run("infer", Scalars.batch(1))).containsKey("z");
        }
    }

    @Test
    void memoryThatTheDeviceDoesNotHaveIsRefusedBeforeItIsTaken() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS.withDeviceMemory(1 << 20))) {
            int batch = 100_000;
            model.feed("x", Tensor.of(new float[batch * 5], batch, 5));
            model.feed("label", Tensor.of(new int[batch], batch));
            assertThatThrownBy(() -> model.run("infer", Scalars.batch(batch)))
                    .isInstanceOf(DeviceOutOfMemoryException.class)
                    .hasMessageContaining("1.0 MiB  is what the device has")
                    .hasMessageContaining("would fit, no larger one");
            feedOne(model);
            assertThat(model.run("infer", Scalars.batch(1))).containsKey("z");
        }
    }

    @Test
    void twoHundredLoadsAndClosesLeaveNothingBehind() {
        for (int i = 0; i < 200; i++) {
            try (Model model = Model.load(TwoColumns.program(), OPTIONS.withDevices("0.0", "0.1"))) {
                assertThat(model.devices()).hasSize(2);
            }
        }
    }

    private static void contradiction(Step step, String message) {
        Program program = with(v -> new Variant(v.target(), v.precision(), v.lanes(), v.devices(), v.kernels(),
                v.state(), v.functions().stream().map(f -> f.name().equals("infer") ? append(f, step) : f).toList()));
        try (Model model = Model.load(program, OPTIONS)) {
            feedOne(model);
            assertThatThrownBy(() -> model.run("infer", Scalars.batch(1))).isInstanceOf(ProgramException.class)
                    .hasMessageContaining(message);
        }
    }

    private static Function append(Function function, Step step) {
        List<Step> steps = new ArrayList<>(function.steps());
        steps.add(step);
        List<Buffer> buffers = function.buffers();
        return new Function(function.name(), buffers, steps);
    }

    private static Program with(UnaryOperator<Variant> change) {
        Program p = TwoColumns.program();
        return new Program(p.version(), p.name(), p.inputs(), p.outputs(), p.parameters(), p.training(),
                p.variants().stream().map(change).toList());
    }

    private static void feedOne(Model model) {
        model.feed("x", Tensor.of(new float[5], 1, 5));
        model.feed("label", Tensor.of(new int[1], 1));
    }

    private static void refused(Runnable use, String message) {
        assertThatThrownBy(use::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static Model load() {
        return Model.load(TwoColumns.program(), OPTIONS);
    }
}
