package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.operator.BatchNormGradient;
import dev.netc.compiler.operator.BatchNormSums;
import dev.netc.compiler.operator.BiasGradient;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.recipe.Layout;
import dev.netc.compiler.recipe.ProductTile;
import dev.netc.compiler.recipe.Recipes;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Precision;
import dev.netc.program.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recipe, on PoCL, against the operator's reference: odd sizes, odd channel counts, batches around the lanes. */
class KernelConformanceTest {

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("cases")
    void computesWhatTheReferenceDoes(String name, Graph graph, Layout layout) {
        OnDevice.check(graph, layout, batches(graph, layout));
    }

    private static int[] batches(Graph graph, Layout layout) {
        if (layout.small()) {
            return isForFew(graph) ? new int[]{1, 3} : new int[]{1, 3, 4, 6, Layout.SMALL_BATCH};
        }
        if (layout.lanes() > 1 && sumsOverBatch(graph)) {
            return new int[]{16, 48};
        }
        return layout.lanes() > 1 && graph.name().startsWith("dense_of_many")
                ? new int[]{17, 145, 304}
                : new int[]{1, 3, 16, 17, 35};
    }

    @ParameterizedTest(name = "{0} in tiles of {1}")
    @MethodSource("tiles")
    void everyTileOfAMatrixProductComputesTheSame(String name, ProductTile tile, Graph graph) {
        OnDevice.check(graph, Layout.ofTiles(Precision.F64, List.of(tile)), 1, 17);
    }

    static Stream<Arguments> tiles() {
        List<Graph> graphs = new ArrayList<>();
        ConformanceGraphs.contraction(graphs, "conv", new Conv(26, 3, 3, 1, 2, new Padding(1, 1, 1, 1), 2, true),
                Shape.of(10, 9, 10));
        ConformanceGraphs.contraction(graphs, "dense", new Dense(37, true), Shape.of(300));
        graphs.add(ConformanceGraphs.fused("fused", new Conv(13, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(5, 9, 7),
                true));
        List<ProductTile> tiles = new ArrayList<>(ProductTile.DEFAULTS);
        tiles.add(new ProductTile(32, 32, 8, 4, 4));
        tiles.add(new ProductTile(64, 32, 32, 4, 8));
        return tiles.stream().flatMap(t -> graphs.stream().map(g -> Arguments.of(g.name(), t, g)));
    }

    /** With lanes, what sums over the batch is fed zeros beyond it by the loss's gradient; here nothing makes them. */
    private static boolean sumsOverBatch(Graph graph) {
        return graph.nodes().stream()
                .anyMatch(n -> n.operator() instanceof WeightGradient || n.operator() instanceof BiasGradient
                        || n.operator() instanceof BatchNormGradient || n.operator() instanceof BatchNormSums);
    }

    static Stream<Arguments> cases() {
        List<Layout> layouts = Stream.of(Precision.values())
                .flatMap(p -> Stream.of(new Layout(Target.CPU, p), new Layout(Target.CPU, p).forOddBlocks(),
                        new Layout(Target.CPU, p).forSmallBatches(),
                        new Layout(Target.CPU_NARROW, p), new Layout(Target.CPU_NARROW, p).forSmallBatches(),
                        new Layout(Target.GPU, p), new Layout(Target.PLAIN, p)))
                .toList();
        return ConformanceGraphs.all().stream().flatMap(
                g -> layouts.stream().filter(l -> !l.odd() || hasTiles(g, l))
                        .filter(l -> l.small() || !isForFew(g)).map(l -> Arguments.of(g.name(), g, l)));
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = {"CPU", "CPU_NARROW"})
    void whatIsCalledAfterWinogradIsMadeHisWay(Target target) {
        Layout layout = new Layout(target, Precision.F32);
        assertThat(ConformanceGraphs.all().stream().filter(KernelConformanceTest::isWinograds)
                .map(g -> g.nodes().getFirst())).isNotEmpty()
                .allSatisfy(n -> assertThat(Recipes.lower(n, layout)).as(n.results().getFirst().name()).hasSize(2));
    }

    @ParameterizedTest
    @EnumSource(value = Target.class, names = {"CPU", "CPU_NARROW"})
    void whatIsThereForAFewExamplesIsMadeWinogradsWay(Target target) {
        Layout layout = new Layout(target, Precision.F32).forSmallBatches();
        assertThat(ConformanceGraphs.all().stream().filter(KernelConformanceTest::isForFew)
                .flatMap(g -> g.nodes().stream()))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(Recipes.lower(n, layout)).as(n.results().getFirst().name())
                        .hasSizeGreaterThan(2));
    }

    /** Whether it is there for the kernels for a few examples. */
    private static boolean isForFew(Graph graph) {
        return graph.name().startsWith("few");
    }

    private static boolean isWinograds(Graph graph) {
        return graph.name().startsWith("winograd") && !graph.name().endsWith("bias_gradient")
                && (graph.name().startsWith("winograd_of") || !graph.name().endsWith("weight_gradient"));
    }

    /** Whether an odd number of blocks could make other kernels of it. */
    private static boolean hasTiles(Graph graph, Layout layout) {
        return graph.nodes().stream().flatMap(n -> Recipes.lower(n, layout).stream())
                .anyMatch(kernel -> kernel.tiling().isPresent());
    }
}
