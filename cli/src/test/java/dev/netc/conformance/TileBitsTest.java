package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.recipe.Tile;
import dev.netc.compiler.recipe.TileKey;
import dev.netc.compiler.recipe.TileKind;
import dev.netc.compiler.recipe.Tuning;
import dev.netc.program.Kernel;
import dev.netc.program.Program;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever tile a kernel has, its results have the same bits: outputs, losses, gradients, and weights after a step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TileBitsTest {
    /** Memory is planned for an even number of blocks of lanes or for an odd one: kernels are other ones then. */
    private static final List<Integer> PLANNED = List.of(112, 128);
    private static final String NET = """
            net Shapes {
              input image: [3, 21, 27]
              input label: class(5)
              wide = image -> conv(27, 5, stride: 2, pad: 2) -> lrn
              many = wide -> conv(204, 3, pad: 1) -> relu
              halves = many -> conv(32, 3, pad: 1, groups: 2) -> relu
              points = halves -> conv(40, 1) -> relu
              own = points -> local(6, 3) -> relu
              hidden = own -> dense(800) -> relu
              output scores = hidden -> dense(5)
              train {
                loss cross_entropy(scores, label)
                optimizer sgd(rate: 0.01)
              }
            }
            """;
    /** For kernels of small batches; for one block of lanes and a bit, and for many blocks, which no tile divides. */
    private static final List<Integer> BATCHES = List.of(3, 17, 112);
    /** A processor is slow with a GPU's kernels, and they know no lanes. */
    private static final List<Integer> FEW = List.of(5);

    private final Map<Target, Program> standard = new EnumMap<>(Target.class);
    private final Map<Target, Map<String, String>> expected = new EnumMap<>(Target.class);

    @BeforeAll
    void standard() {
        targets().forEach(target -> {
            standard.put(target, compile(target, Tuning.STANDARD));
            expected.put(target, results(standard.get(target), PLANNED.getFirst()));
        });
    }

    @AfterAll
    void forget() {
        expected.clear();
        standard.clear();
    }

    static List<Target> targets() {
        return List.of(Target.CPU, Target.CPU_NARROW, Target.GPU);
    }

    static Stream<Arguments> candidates() {
        return targets().stream().flatMap(target -> IntStream
                .range(1, keys(target).stream().mapToInt(key -> key.candidates().size()).max().orElseThrow())
                .mapToObj(candidate -> Arguments.of(target, candidate)));
    }

    @ParameterizedTest(name = "{0}, candidate {1}")
    @MethodSource("candidates")
    void everyTileGivesTheSameBits(Target target, int candidate) {
        Program other = compile(target,
                key -> key.candidates().stream().skip(candidate).findFirst().orElse(key.standard()));
        assertThat(kindsThatDiffer(target, other)).as("kinds with other kernels")
                .isEqualTo(kindsWithCandidate(keys(target), candidate));
        for (int planned : planned(target)) {
            assertThat(results(other, planned)).as("planned for %d", planned).isEqualTo(expected.get(target));
        }
    }

    /**
     * Those that have so many tiles; and what takes blocks one by one, where its standard tile is that of its fellow: it is the same kernel
     * then, until the fellow has another tile.
     */
    private static Set<String> kindsWithCandidate(Set<TileKey> keys, int candidate) {
        List<TileKey> changed = keys.stream().filter(key -> candidate < key.candidates().size()).toList();
        Stream<TileKey> parted = keys.stream().filter(odd -> changed.stream()
                .anyMatch(key -> key.kind().odd(key.target()).filter(odd.kind()::equals).isPresent()
                        && key.geometry().equals(odd.geometry()) && key.standard().equals(odd.standard())));
        return Stream.concat(changed.stream(), parted).map(key -> key.kind().toString()).collect(Collectors.toSet());
    }

    /** Only kernels that take two blocks at a time are other ones for an odd number. */
    private static List<Integer> planned(Target target) {
        return target == Target.CPU ? PLANNED : PLANNED.subList(0, 1);
    }

    @Test
    void theBitsDoNotDependOnWhatMemoryIsPlannedFor() {
        assertThat(launched(PLANNED.getFirst())).isNotEqualTo(launched(PLANNED.getLast()));
        assertThat(results(standard.get(Target.CPU), PLANNED.getLast())).isEqualTo(expected.get(Target.CPU));
    }

    private List<String> launched(int planned) {
        Variant variant = standard.get(Target.CPU).variants().getFirst();
        return variant.planned(variant.function("update").orElseThrow(), planned).steps().stream()
                .map(step -> ((Step.Launch) step).kernel()).toList();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aTileThatAKernelMayNotHaveIsNotTaken(Target target) {
        assertThat(kindsThatDiffer(target, compile(target, key -> new Tile(7, 5)))).isEmpty();
    }

    @Test
    void everyKindOfKernelIsThere() {
        assertThat(keys(Target.CPU)).extracting(TileKey::kind).contains(TileKind.values());
    }

    /** Of all kernels whose tiles have a choice. */
    private static Set<TileKey> keys(Target target) {
        Set<TileKey> keys = ConcurrentHashMap.newKeySet();
        compile(target, key -> {
            keys.add(key);
            return key.standard();
        });
        return keys;
    }

    private Set<String> kindsThatDiffer(Target target, Program other) {
        Set<String> sources = standard.get(target).variants().getFirst().kernels().stream().map(Kernel::source)
                .collect(Collectors.toSet());
        return other.variants().getFirst().kernels().stream()
                .filter(k -> k.tiling() != null && !sources.contains(k.source()))
                .map(k -> k.tiling().replaceFirst(" (cpu|cpu narrow|gpu) f32: .*", ""))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Program compile(Target target, Tuning tuning) {
        Network network = Frontend.analyse(new SourceText("shapes.net", NET), Map.of()).network().orElseThrow();
        return Compiler.compile(network, CompileOptions.standard().withTargets(Set.of(target)).withTuning(tuning)
                .withInputGradients(true)
                .withFunctions(Set.of(FunctionKind.INFER, FunctionKind.GRADIENTS, FunctionKind.UPDATE)));
    }

    /** Every result as the text of its bits. */
    private static Map<String, String> results(Program program, int planned) {
        Map<String, String> results = new LinkedHashMap<>();
        Target target = program.variants().getFirst().target();
        try (Model model = Model.load(program,
                ModelOptions.DEFAULT.withDevices("0").withRecipe(target).withBatch(planned))) {
            for (int batch : target.cpu() ? BATCHES : FEW) {
                model.initialize(1);
                feed(model, batch);
                Scalars scalars = new Scalars(batch, 1, 1, 0.01, 0, 0);
                for (String function : List.of("infer", "gradients", "update")) {
                    model.run(function, scalars)
                            .forEach((name, value) -> results.put(batch + " " + function + " " + name, bits(value)));
                }
                model.parameters().forEach((name, value) -> results.put(batch + " stepped " + name, bits(value)));
            }
        }
        return results;
    }

    private static void feed(Model model, int batch) {
        Random random = new Random(batch);
        double[] pixels = random.doubles(batch * 3L * 21 * 27, -1, 1).toArray();
        model.feed("image", Tensor.of(pixels, batch, 3, 21, 27));
        model.feed("label", Tensor.of(random.ints(batch, 0, 5).toArray(), batch));
    }

    private static String bits(Tensor tensor) {
        long hash = 1;
        for (double value : tensor.toDoubles()) {
            assertThat(value).isFinite();
            hash = 31 * hash + Double.doubleToRawLongBits(value);
        }
        return Long.toHexString(hash);
    }
}
