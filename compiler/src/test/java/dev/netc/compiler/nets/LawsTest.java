package dev.netc.compiler.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.text.GraphParser;
import dev.netc.compiler.graph.text.GraphPrinter;
import dev.netc.compiler.network.Network;
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

    @Property(tries = 100)
    void everyStageComputesWhatTheFirstDoes(@ForAll long seed) {
        List<Graph> stages = Graphs.stages(Nets.random(seed));
        Map<Buffer.Role, double[]> numbers = Numbers.distinct(stages.get(0), 3, 2, false);
        for (Graph stage : stages.subList(1, stages.size())) {
            Numbers.assertSame(stage, stages.get(0), numbers, 3, ROUNDING);
        }
    }

    @Property(tries = 100)
    void theTextOfEveryStageReadsBack(@ForAll long seed) {
        for (Graph stage : Graphs.stages(Nets.random(seed))) {
            assertThat(GraphParser.parse(GraphPrinter.print(stage))).isEqualTo(stage);
        }
    }

    @Property(tries = 100)
    void whatIsSimpleOrFusedStaysSo(@ForAll long seed) {
        Graph fused = Graphs.fused(Graphs.train(Nets.random(seed)));
        assertThat(Graphs.fused(fused)).isEqualTo(fused);
    }

    @Test
    void theGradientsOfAWholeNetInColumnsAreThoseOfFiniteDifferences() {
        Network net = Nets.alexNetInSmall();
        Graph forward = BuildGraph.build(net, Mode.TRAINING, "forward", net.outputs(), true);
        GradientCheck.holds(forward, 2, Numbers.distinct(forward, 2, 5, false));
    }
}
