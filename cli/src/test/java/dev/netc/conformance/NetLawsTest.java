package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.program.Precision;
import dev.netc.program.Target;
import dev.netc.runtime.Devices;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole nets by chance: their kernels compute what the references say, in double, at a batch that fills no lanes and at one that
 * spills over, and the same bits wherever the columns run: one, two or three of them on one device, on one twice, on two halves.
 */
class NetLawsTest {
    private static final int[] BATCHES = {5, 17};
    private static final int[] SPLIT_BATCHES = {1, 3, 16, 17, 20, 35};
    private static final List<Target> TARGETS = List.of(Target.values());
    private static final double TOLERANCE = 1e-9;
    private static final double NEXT_TO_NOTHING = 1e-3;

    /** A normalisation stands still above a layer that learns, one alone learns its weight and bias, and the first layer is held. */
    private static final String HELD = """
            net Held(classes = 3) {
              input image: [2, 6, 5]
              input label: class(classes)
              first  = image  -> conv(5, 3, pad: 1) -> relu
              second = first  -> conv(4, 3, pad: 1, bias: none)
              norm2  = second -> batchnorm -> relu
              norm3  = norm2  -> conv(6, 3) -> batchnorm -> tanh
              head   = norm3  -> dense(classes)
              output scores = head
              train {
                loss      cross_entropy(head, label)
                optimizer sgd(rate: 0.1, momentum: 0.9, decay: 0.01)
                params    "first*"    (rate: 0)
                params    "norm2*"    (rate: 0)
                params    "*.running*" (rate: 0)
              }
            }
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aNetComputesWhatItsReferencesSayAndTheSameBitsEverywhere(int seed) {
        Target target = TARGETS.get(seed % TARGETS.size());
        holdsEverywhere(new NetOnDevice(RandomModel.text(seed), target, seed % 4 != 0), target, seed, BATCHES,
                devices());
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void soDoesANetWhoseBatchIsSplit(int seed) {
        Target target = TARGETS.get(seed % TARGETS.size());
        int parts = seed % 5 == 0 ? 3 : 2;
        NetOnDevice net = new NetOnDevice(RandomModel.withoutColumns(seed), target, seed % 4 != 0, parts);
        assertThat(net.program().variants().getFirst().split()).isTrue();
        holdsEverywhere(net, target, seed, SPLIT_BATCHES, halves());
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void soDoesANetOfWhichLayersAreHeldStill(Target target) {
        boolean split = target != Target.PLAIN;
        holdsEverywhere(new NetOnDevice(HELD, target, true, split ? 2 : 1), target, 0, split ? SPLIT_BATCHES : BATCHES,
                split ? halves() : devices());
    }

    private static void holdsEverywhere(NetOnDevice net, Target target, int seed, int[] batches,
            List<List<String>> places) {
        Map<Integer, Map<String, double[]>> first = new HashMap<>();
        for (List<String> devices : places) {
            ModelOptions options = ModelOptions.DEFAULT.withDevices(devices).withRecipe(target)
                    .withPrecision(Precision.F64).withBatch(batches[batches.length - 1]);
            try (Model model = Model.load(net.program(), options)) {
                for (int batch : batches) {
                    Map<String, double[]> found = net.found(model, batch);
                    Map<String, double[]> bits = first.putIfAbsent(batch, found);
                    if (bits == null) {
                        holds(found, net.expected(batch), seed, batch);
                    } else {
                        found.forEach((name, values) -> assertThat(values)
                                .as("%s of net %s at batch %s on %s", name, seed, batch, devices)
                                .isEqualTo(bits.get(name)));
                    }
                }
            }
        }
    }

    private static void holds(Map<String, double[]> found, Map<String, double[]> expected, int seed, int batch) {
        assertThat(found.keySet()).containsAll(expected.keySet());
        expected.forEach((name, values) -> assertThat(error(found.get(name), values))
                .as("%s of net %s at batch %s", name, seed, batch).isLessThan(TOLERANCE));
    }

    /** Relative, but of what is next to nothing: a bias before a batch normalisation has a gradient of rounding alone. */
    private static double error(double[] found, double[] expected) {
        double norm = Math.sqrt(Arrays.stream(expected).map(v -> v * v).sum());
        return OnDevice.relativeError(found, expected) * (norm == 0 ? 1 : Math.min(1, norm / NEXT_TO_NOTHING));
    }

    private static List<List<String>> halves() {
        return Devices.list().getFirst().partitionable()
                ? List.of(List.of("0"), List.of("0.0", "0.1"), List.of("0.1", "0.0"))
                : List.of(List.of("0"), List.of("0", "0"));
    }

    private static List<List<String>> devices() {
        return Devices.list().getFirst().partitionable()
                ? List.of(List.of("0"), List.of("0", "0"), List.of("0.0", "0.1"))
                : List.of(List.of("0"), List.of("0", "0"));
    }
}
