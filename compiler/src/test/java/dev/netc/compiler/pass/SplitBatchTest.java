package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.nets.Graphs;
import dev.netc.compiler.nets.Nets;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.Copy;
import dev.netc.compiler.operator.JoinedMoments;
import dev.netc.compiler.operator.PartMoments;
import dev.netc.compiler.operator.Sgd;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.reference.Interpreter;
import dev.netc.compiler.reference.Numbers;
import dev.netc.compiler.reference.Results;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch that is split computes what it computes whole, but for the order of sums. */
class SplitBatchTest {
    private static final double ROUNDING = 1e-12;
    private static final Network NET = Frontend.analyse(
            new SourceText("split.net",
                    """
                            net Split(classes = 3) {
                              input image: [4, 6, 5]
                              input label: class(classes)
                              first  = image -> conv(6, 3, pad: 1, groups: 2, bias: none) -> batchnorm -> relu
                              second = first -> conv(6, 3, pad: 1, bias: none) -> batchnorm(momentum: 0.8) -> dropout(0.25)
                              joined = concat(second + first -> relu, image) -> local(3, 3) -> lrn(3, alpha: 0.5)
                              head   = joined -> dense(7, bias: none) -> batchnorm(epsilon: 0.5) -> tanh -> dropout(0.5) -> dense(classes)
                              output probabilities = softmax(head)
                              train { loss cross_entropy(head, label) optimizer sgd(rate: 0.1, momentum: 0.9, decay: 0.01)
                                params "*.bias" (rate: 2, decay: 0) }
                            }
                            """),
            Map.of()).network().orElseThrow();

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 2", "2, 5", "3, 2", "3, 7", "5, 4"})
    void everyStageComputesWhatTheWholeBatchDoes(int parts, int batch) {
        for (FunctionKind kind : List.of(FunctionKind.UPDATE, FunctionKind.GRADIENTS, FunctionKind.INFER)) {
            Graph whole = Graphs.stages(NET, kind).get(kind == FunctionKind.INFER ? "build" : "differentiate");
            Map<String, Graph> stages = Graphs.stages(NET, kind, parts);
            Map<Buffer.Role, double[]> numbers = numbers(whole, batch);
            for (String stage : List.of("split", "simplify", "fuse", "place", "schedule")) {
                Numbers.assertSame(stages.get(stage), parts, whole, numbers, batch, ROUNDING);
            }
        }
    }

    @Property(tries = 60, seed = "2012")
    void soDoesAnyNetWithoutColumns(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int parts) {
        Network net = Nets.random(seed);
        Map<String, Graph> stages = Graphs.stages(net, FunctionKind.UPDATE, parts);
        Assume.that(stages.containsKey("split"));
        Graph whole = Graphs.stages(net, FunctionKind.UPDATE).get("differentiate");
        Numbers.assertSame(stages.get("schedule"), parts, whole, Numbers.distinct(whole, 5, 2, false), 5, ROUNDING);
    }

    @Test
    void columnsHaveTheirDevicesAlready() {
        assertThat(Graphs.stages(Nets.alexNetInSmall(), FunctionKind.TRAIN, 2)).doesNotContainKey("split");
    }

    @Test
    void everyDeviceEndsWithTheSameWeights() {
        Graph split = Graphs.stages(NET, FunctionKind.UPDATE, 3).get("schedule");
        Results results = new Interpreter(split, 7).withStep(0.1, 0, 1).withParts(3).run(numbers(split, 7));
        Map<Value, Buffer.Role> roles = new HashMap<>();
        split.sources().forEach(s -> roles.put(s.value(), s.role()));
        Map<Buffer.Role, List<double[]>> after = new HashMap<>();
        for (Assignment assignment : split.assignments()) {
            after.computeIfAbsent(roles.get(assignment.target()), r -> new ArrayList<>())
                    .add(results.value(assignment.value()));
        }
        assertThat(after).isNotEmpty().allSatisfy((role, values) -> assertThat(values).hasSize(3)
                .allSatisfy(one -> assertThat(one).isEqualTo(values.get(0))));
    }

    @Test
    void whatCrossesAreSumsAndMoments() {
        Graph placed = Graphs.stages(NET, FunctionKind.UPDATE, 2).get("place");
        assertThat(placed.nodes()).filteredOn(n -> n.operator() instanceof Copy).isNotEmpty()
                .allSatisfy(n -> assertThat(n.result().type().batched()).isFalse());
    }

    @Test
    void anOptimizerStepAddsTheTermsOfItsGradientInPartOrder() {
        Graph split = Graphs.stages(NET, FunctionKind.UPDATE, 3).get("split");
        for (Node node : split.nodes()) {
            if (node.operator() instanceof Sgd) {
                assertThat(node.inputs().subList(2, 5)).map(Value::device).containsExactly(0, 1, 2);
            }
        }
    }

    @Test
    void batchNormalisationReadsTheMomentsOfEveryPart() {
        Graph split = Graphs.stages(NET, FunctionKind.UPDATE, 3).get("split");
        Map<Value, Node> makers = split.definitions();
        assertThat(split.nodes()).filteredOn(n -> n.operator() instanceof JoinedMoments).hasSize(9)
                .allSatisfy(n -> assertThat(n.inputs()).map(v -> makers.get(v).operator())
                        .containsExactly(new PartMoments(), new PartMoments(), new PartMoments()));
    }

    @Test
    void anOperatorOverTheBatchThatNoRuleKnowsIsRefused() {
        GraphEditor editor = new GraphEditor("unknown");
        Value image = editor.source("image", Type.batch(Shape.of(2, 3, 3)), 0, new Buffer.Feed("image"));
        editor.emit("y", new PartMoments(), 0, List.of(image));
        assertThatThrownBy(() -> SplitBatch.apply(editor.graph(), 2)).isInstanceOf(IllegalStateException.class)
                .hasMessage("part_moments goes over the whole batch");
    }

    /** Running variances are positive. */
    private static Map<Buffer.Role, double[]> numbers(Graph graph, int batch) {
        Map<Buffer.Role, double[]> numbers = Numbers.distinct(graph, batch, 3, false);
        Map<Buffer.Role, double[]> positive = Numbers.distinct(graph, batch, 3, true);
        for (Source source : graph.sources()) {
            if (source.role() instanceof Buffer.Weight(String name, int column) && name.endsWith("running_var")) {
                numbers.put(source.role(), positive.get(source.role()));
            }
        }
        return numbers;
    }
}
