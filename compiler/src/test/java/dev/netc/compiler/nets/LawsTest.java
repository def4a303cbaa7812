package dev.netc.compiler.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.graph.text.GraphParser;
import dev.netc.compiler.graph.text.GraphPrinter;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.Copy;
import dev.netc.compiler.pass.BuildGraph;
import dev.netc.compiler.pass.Mode;
import dev.netc.compiler.reference.GradientCheck;
import dev.netc.compiler.reference.Numbers;
import dev.netc.program.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Laws of the passes, over any net: each changes how a graph is computed, none what it computes. */
class LawsTest {
    private static final double ROUNDING = 1e-12;
    /** The same nets on every run; another one tries others. */
    private static final String SEED = "2012";

    @Property(tries = 100, seed = SEED)
    void everyStageOfAnUpdateComputesWhatTheGradientsSay(@ForAll long seed) {
        Map<String, Graph> stages = Graphs.stages(Nets.random(seed), FunctionKind.UPDATE);
        allComputeTheSame(List.of(stages.get("differentiate"), stages.get("simplify"), stages.get("fuse"),
                stages.get("place"), stages.get("schedule")));
    }

    @Property(tries = 50, seed = SEED)
    void everyStageOfAnInferenceComputesWhatTheNetSays(@ForAll long seed) {
        allComputeTheSame(List.copyOf(Graphs.stages(Nets.random(seed), FunctionKind.INFER).values()));
    }

    @Property(tries = 100, seed = SEED)
    void whatIsMadeAgainIsTheSame(@ForAll long seed) {
        Graph scheduled = Graphs.stages(Nets.random(seed), FunctionKind.UPDATE).get("schedule");
        Graph recomputed = Graphs.recomputed(scheduled);
        allComputeTheSame(List.of(scheduled, recomputed));
        nothingIsReadOnceItIsOverwritten(recomputed);
    }

    private static void nothingIsReadOnceItIsOverwritten(Graph graph) {
        Map<Value, Node> writers = graph.definitions();
        for (Assignment a : graph.assignments()) {
            int written = graph.nodes().indexOf(writers.get(a.value()));
            assertThat(graph.nodes().subList(written + 1, graph.nodes().size()))
                    .noneMatch(n -> n.inputs().contains(a.target()));
        }
    }

    private static void allComputeTheSame(List<Graph> stages) {
        Map<Buffer.Role, double[]> numbers = Numbers.distinct(stages.get(0), 3, 2, false);
        for (Graph stage : stages.subList(1, stages.size())) {
            Numbers.assertSame(stage, stages.get(0), numbers, 3, ROUNDING);
        }
    }

    @Property(tries = 100, seed = SEED)
    void theTextOfEveryStageReadsBack(@ForAll long seed) {
        Network net = Nets.random(seed);
        Set<Graph> graphs = new HashSet<>(Graphs.stages(net, FunctionKind.TRAIN).values());
        graphs.addAll(Graphs.stages(net, FunctionKind.GRADIENTS).values());
        for (Graph graph : graphs) {
            assertThat(GraphParser.parse(GraphPrinter.print(graph))).isEqualTo(graph);
        }
    }

    @Property(tries = 50, seed = SEED)
    void whatIsSimpleAndFusedStaysSo(@ForAll long seed) {
        Graph fused = Graphs.stages(Nets.random(seed), FunctionKind.UPDATE).get("fuse");
        assertThat(Graphs.fused(fused)).isEqualTo(fused);
    }

    @Property(tries = 50, seed = SEED)
    void aValueIsSentAtMostOnceToADevice(@ForAll long seed) {
        Graph placed = Graphs.stages(Nets.random(seed), FunctionKind.UPDATE).get("place");
        Set<List<Object>> sent = new HashSet<>();
        for (Node node : placed.nodes()) {
            if (node.operator() instanceof Copy) {
                assertThat(sent.add(List.of(node.inputs().get(0), node.device()))).as("%s", node).isTrue();
                assertThat(node.inputs().get(0).device()).isNotEqualTo(node.device());
            }
        }
    }

    @Test
    void theGradientsOfAWholeNetInColumnsAreThoseOfFiniteDifferences() {
        Network net = Nets.alexNetInSmall();
        Graph forward = BuildGraph.build(net, Mode.TRAINING, "forward", net.outputs(), true);
        GradientCheck.holds(forward, 2, Numbers.distinct(forward, 2, 5, false));
    }
}
