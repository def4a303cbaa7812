package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.netc.program.Precision;
import dev.netc.program.Target;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program on real devices: what it computes, whichever devices, batches and memory it has. */
class ModelTest {
    private static final ModelOptions OPTIONS = ModelOptions.DEFAULT.withoutKernelCache();

    static List<List<String>> deviceLists() {
        return List.of(List.of(), List.of("0"), List.of("0", "0"), List.of("0.0", "0.1"), List.of("0.1", "0.0"),
                List.of("0.1"), List.of("0", "0.1"));
    }

    @ParameterizedTest
    @MethodSource("deviceLists")
    void theSameBitsOnOneDeviceAndOnTwo(List<String> devices) {
        Map<String, Tensor> expected = outcome(OPTIONS.withDevices("0"), 7, "infer");
        assertThat(outcome(OPTIONS.withDevices(devices), 7, "infer")).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("deviceLists")
    void aCopyWaitsForTheOtherDeviceToLeaveTheMemory(List<String> devices) {
        Map<String, Tensor> expected = outcome(OPTIONS.withDevices("0"), 9, "infer");
        assertThat(outcome(OPTIONS.withDevices(devices), 9, "slowly")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 16, 17, 128})
    void anyBatchGivesWhatTheFormulaSays(int batch) {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS.withBatch(16))) {
            model.initialize(1);
            Tensor x = examples(batch);
            assertThat(infer(model, x).get("z")).isEqualTo(expected(x, model.parameter("y.weight")));
        }
    }

    @Test
    void doublePrecisionComputesInDouble() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS.withPrecision(Precision.F64))) {
            model.setParameter("y.weight", weights(1e-12));
            Tensor z = infer(model, examples(3)).get("z");
            model.setParameter("y.weight", weights(0));
            assertThat(z.type()).isEqualTo(Tensor.Type.F64);
            assertThat(z).isNotEqualTo(infer(model, examples(3)).get("z"));
        }
    }

    @Test
    void resultsAreReadIntoMemoryOfTheCallers() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS.withDevices("0.0", "0.1"))) {
            model.initialize(1);
            for (int batch : new int[]{1, 5, 16}) {
                Tensor z = infer(model, examples(batch)).get("z");
                for (ByteBuffer room : List.of(ByteBuffer.allocateDirect(z.elements() * 4 + 9),
                        ByteBuffer.allocate(z.elements() * 4 + 9))) {
                    room.position(8).limit(8 + z.elements() * 4);
                    model.run("infer", Scalars.batch(batch), Map.of("z", room));
                    assertThat(Tensor.of(Tensor.Type.F32, z.shape(), room)).isEqualTo(z);
                }
            }
        }
    }

    @Test
    void everyBufferInAnAllocationOfItsOwnGivesTheSame() {
        assertThat(outcome(OPTIONS.withSeparateBuffers(), 5, "infer")).isEqualTo(outcome(OPTIONS, 5, "infer"));
    }

    @Test
    void smallArenasGiveTheSame() {
        assertThat(outcome(OPTIONS.withLargestArena(1100), 5, "infer")).isEqualTo(outcome(OPTIONS, 5, "infer"));
    }

    @Test
    void parametersComeBackAsTheyWereSet() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS)) {
            Tensor weights = weights(0).as(Tensor.Type.F32);
            model.setParameter("y.weight", weights);
            assertThat(model.parameter("y.weight")).isEqualTo(weights);
            model.setMomentum("y.weight", weights);
            assertThat(model.momenta()).isEqualTo(Map.of("y.weight", weights));
        }
    }

    @Test
    void initialValuesDependOnTheSeedAndOnNothingElse() {
        Tensor first = initial(OPTIONS.withDevices("0"), 1);
        assertThat(initial(OPTIONS.withDevices("0.1", "0.0"), 1)).isEqualTo(first);
        assertThat(initial(OPTIONS, 2)).isNotEqualTo(first);
        assertThat(initial(OPTIONS.withPrecision(Precision.F64), 1).as(Tensor.Type.F32)).isEqualTo(first);
        assertThat(first.rows(0, 3)).isNotEqualTo(first.rows(3, 6));
    }

    @Test
    void theScalarsReachTheKernelsAndStateStays() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS)) {
            model.setParameter("y.weight", weights(0));
            model.run("step", new Scalars(2, 3, (7L << 32) + 4, 0.5, 0, 0));
            float moved = 3 + 4 + 70 + 200;
            assertThat(model.momenta().get("y.weight").floatAt(29)).isEqualTo(moved);
            assertThat(model.parameter("y.weight").floatAt(29)).isEqualTo(weights(0).floatAt(29) + 0.5f * moved);
            model.initialize(1);
            assertThat(model.momenta().get("y.weight").floatAt(29)).isZero();
        }
    }

    @Test
    void onlyTheResultsThatAreWantedAreRead() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS)) {
            model.feed("x", examples(2));
            model.feed("label", Tensor.of(new long[]{0, 9}, 2));
            assertThat(model.run("infer", Scalars.batch(2), Set.of("early"))).containsOnlyKeys("early");
            assertThat(model.run("infer", Scalars.batch(2), Set.of())).isEmpty();
        }
    }

    @Test
    void anUnknownKindOfKernelFallsBackToThePlainOne() {
        try (Model model = Model.load(TwoColumns.program(), OPTIONS)) {
            assertThat(model.variant().target()).isEqualTo(Target.PLAIN);
            assertThat(model.deviceBytes()).hasSize(2).allMatch(bytes -> bytes > 0);
        }
    }

    private static Tensor initial(ModelOptions options, long seed) {
        try (Model model = Model.load(TwoColumns.program(), options)) {
            model.initialize(seed);
            return model.parameter("y.weight");
        }
    }

    private static Map<String, Tensor> outcome(ModelOptions options, int batch, String function) {
        try (Model model = Model.load(TwoColumns.program(), options)) {
            model.initialize(3);
            model.feed("x", examples(batch));
            model.feed("label", Tensor.of(new int[batch], batch));
            return model.run(function, Scalars.batch(batch));
        }
    }

    private static Map<String, Tensor> infer(Model model, Tensor x) {
        int batch = (int) x.rows();
        model.feed("x", x);
        model.feed("label", Tensor.of(new int[batch], batch));
        return model.run("infer", Scalars.batch(batch));
    }

    private static Tensor examples(int batch) {
        float[] values = new float[batch * TwoColumns.FEATURES];
        IntStream.range(0, values.length).forEach(i -> values[i] = 0.25f * (i % 13) - 1 + i * 0.001f);
        return Tensor.of(values, batch, TwoColumns.FEATURES);
    }

    private static Tensor weights(double more) {
        double[] values = IntStream.range(0, 2 * TwoColumns.UNITS * TwoColumns.FEATURES).mapToDouble(i -> i + more)
                .toArray();
        return Tensor.of(values, 2 * TwoColumns.UNITS, TwoColumns.FEATURES);
    }

    /** [batch, 6]: own + 2 other, in the kernels' order of additions. */
    private static Tensor expected(Tensor x, Tensor w) {
        int units = 2 * TwoColumns.UNITS;
        int batch = (int) x.rows();
        float[] z = new float[batch * units];
        for (int r = 0; r < batch; r++) {
            for (int u = 0; u < units; u++) {
                z[r * units + u] = y(x, w, r, u) + 2 * y(x, w, r, (u + TwoColumns.UNITS) % units);
            }
        }
        return Tensor.of(z, batch, units);
    }

    private static float y(Tensor x, Tensor w, int row, int unit) {
        float sum = 0;
        for (int i = 0; i < TwoColumns.FEATURES; i++) {
            sum = Math.fma(x.floatAt(row * TwoColumns.FEATURES + i), w.floatAt(unit * TwoColumns.FEATURES + i), sum);
        }
        return sum;
    }
}
