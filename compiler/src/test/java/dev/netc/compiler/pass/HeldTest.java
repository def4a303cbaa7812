package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.nets.Graphs;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.BatchNormTraining;
import dev.netc.compiler.operator.BiasGradient;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.compiler.operator.RunningMoments;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.reference.GradientProof;
import dev.netc.compiler.reference.Interpreter;
import dev.netc.compiler.reference.Numbers;
import dev.netc.program.Buffer;
import org.junit.jupiter.api.Test;

/** What {@code params "…" (rate: 0)} holds still stays as it is, byte for byte, and costs nothing on the way back. */
class HeldTest {
    private static final double ROUNDING = 1e-12;
    private static final int BATCH = 3;

    /** A net whose parameters have these factors. */
    private static Network net(String params) {
        return Frontend.analyse(new SourceText("held.net", """
                net Held(classes = 3) {
                  input image: [2, 6, 6]
                  input label: class(classes)
                  body1 = image -> conv(4, 3, pad: 1) -> relu
                  body2 = body1 -> conv(5, 3, bias: none) -> batchnorm -> relu
                  body3 = body2 -> conv(4, 3) -> relu
                  head  = body3 -> dense(classes)
                  output scores = head
                  train { loss cross_entropy(head, label) optimizer sgd(rate: 0.1, momentum: 0.9, decay: 0.01)
                    %s }
                }
                """.formatted(params)), Map.of()).network().orElseThrow();
    }

    private static Set<String> momenta(Graph graph) {
        return graph.sources().stream().map(Source::role).filter(Buffer.Momentum.class::isInstance)
                .map(role -> ((Buffer.Momentum) role).parameter()).collect(Collectors.toSet());
    }

    private static Set<String> assigned(Graph graph) {
        return graph.assignments().stream().map(a -> a.target().name()).filter(name -> !name.startsWith("v."))
                .collect(Collectors.toSet());
    }

    private static long count(Graph graph, Class<?> operator) {
        return graph.nodes().stream().filter(n -> operator.isInstance(n.operator())).count();
    }

    @Test
    void whatIsHeldHasNeitherGradientNorMomentum() {
        Graph update = Graphs.stages(net("params \"body*\" (rate: 0)"), FunctionKind.UPDATE).get("simplify");
        assertThat(momenta(update)).containsExactlyInAnyOrder("head.weight", "head.bias");
        assertThat(assigned(update)).containsExactlyInAnyOrder("head.weight", "head.bias");
        assertThat(count(update, WeightGradient.class)).isEqualTo(1);
        assertThat(count(update, BiasGradient.class)).isEqualTo(1);
    }

    @Test
    void nothingGoesBackBelowTheLowestLayerThatLearns() {
        Graph head = Graphs.stages(net("params \"body*\" (rate: 0)"), FunctionKind.UPDATE).get("simplify");
        assertThat(count(head, InputGradient.class)).isZero();
        Graph third = Graphs.stages(net("params \"body1*\" (rate: 0) params \"body2*\" (rate: 0)"),
                FunctionKind.UPDATE).get("simplify");
        assertThat(count(third, InputGradient.class)).isEqualTo(1);
        assertThat(count(third, WeightGradient.class)).isEqualTo(2);
    }

    @Test
    void aLayerHeldInTheMiddleHandsItsGradientOn() {
        Graph update = Graphs.stages(net("params \"body3*\" (rate: 0)"), FunctionKind.UPDATE).get("simplify");
        assertThat(count(update, InputGradient.class)).isEqualTo(3);
        assertThat(momenta(update)).contains("body1.weight").doesNotContain("body3.weight", "body3.bias");
    }

    @Test
    void whatLearnsTakesTheStepThatItWouldTakeIfNothingWereHeld() {
        Graph free = Graphs.stages(net("params \"*running*\" (rate: 0)"), FunctionKind.UPDATE).get("schedule");
        Graph held = Graphs.stages(net("params \"body*\" (rate: 0)"), FunctionKind.UPDATE).get("schedule");
        Map<Buffer.Role, double[]> numbers = numbers(free);
        Map<Buffer.Role, double[]> after = step(free, numbers);
        step(held, numbers).forEach((role, values) -> assertThat(values).as("%s", role)
                .isEqualTo(isHeld(role) ? numbers.get(role) : after.get(role)));
    }

    private static boolean isHeld(Buffer.Role role) {
        return role instanceof Buffer.Weight(String name, int column) && name.startsWith("body");
    }

    private static Map<Buffer.Role, double[]> step(Graph graph, Map<Buffer.Role, double[]> numbers) {
        return new HashMap<>(new Interpreter(graph, BATCH).withStep(0.1, 0, 1).run(numbers).state());
    }

    /** Running variances are positive. */
    private static Map<Buffer.Role, double[]> numbers(Graph graph) {
        Map<Buffer.Role, double[]> numbers = Numbers.distinct(graph, BATCH, 3, false);
        Map<Buffer.Role, double[]> positive = Numbers.distinct(graph, BATCH, 3, true);
        numbers.replaceAll((role, values) -> role instanceof Buffer.Weight(String name, int column)
                && name.endsWith("running_var") ? positive.get(role) : values);
        return numbers;
    }

    @Test
    void aNormalisationThatIsHeldDoesInTrainingWhatItDoesAtTestTime() {
        Graph held = Graphs.stages(net("params \"body*\" (rate: 0)"), FunctionKind.UPDATE).get("build");
        assertThat(count(held, BatchNorm.class)).isEqualTo(1);
        assertThat(count(held, BatchNormTraining.class)).isZero();
        assertThat(held.assignments()).isEmpty();
    }

    @Test
    void weightsAloneBeingHeldANormalisationGathersOn() {
        Graph weights = Graphs.stages(net("params \"*.weight\" (rate: 0)"), FunctionKind.UPDATE).get("build");
        assertThat(count(weights, BatchNormTraining.class)).isEqualTo(1);
        assertThat(weights.assignments()).hasSize(2);
    }

    @Test
    void ofTwoRunningNumbersOneMayBeHeld() {
        Graph mean = Graphs.stages(net("params \"*.running_mean\" (rate: 0)"), FunctionKind.UPDATE).get("schedule");
        assertThat(count(mean, RunningMoments.class)).isEqualTo(1);
        assertThat(assigned(mean)).contains("body2.batchnorm.running_var").doesNotContain(
                "body2.batchnorm.running_mean");
    }

    @Test
    void gradientsGoThroughANormalisationThatIsHeldAndReachItsWeightAndBias() {
        List<GradientProof.Finding> findings = GradientProof.prove(net("params \"*running*\" (rate: 0)"), BATCH, 4,
                finding -> {});
        assertThat(findings).hasSize(10).allMatch(GradientProof.Finding::holds);
    }

    @Test
    void aSplitBatchStepsAsTheWholeOneDoes() {
        Network net = net("params \"*running*\" (rate: 0) params \"body1*\" (rate: 0)");
        Graph whole = Graphs.stages(net, FunctionKind.UPDATE).get("differentiate");
        Map<String, Graph> stages = Graphs.stages(net, FunctionKind.UPDATE, 2);
        for (String stage : List.of("split", "fuse", "schedule", "recompute")) {
            Numbers.assertSame(stages.get(stage), 2, whole, numbers(whole), BATCH, ROUNDING);
        }
    }

    @Test
    void gradientsThatAreAskedForAreThoseOfAllParameters() {
        Graph gradients = Graphs.stages(net("params \"*\" (rate: 0)"), FunctionKind.GRADIENTS).get("schedule");
        assertThat(gradients.sinks()).map(sink -> sink.role().name()).contains("grad.body1.weight", "grad.head.bias");
    }
}
