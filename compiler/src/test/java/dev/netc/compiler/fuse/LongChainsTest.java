package dev.netc.compiler.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Stage;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would grow without end when it is fused does not: the length of a function, the arguments of a kernel. */
class LongChainsTest {
    private static final int LENGTH = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"40 * square", "40 * larger", "3000 * relu"})
    void aLongChainIsSeveralShortFunctions(String chain) {
        for (FunctionKind kind : List.of(FunctionKind.INFER, FunctionKind.GRADIENTS)) {
            Graph graph = graph("y = x -> dense(3) -> " + chain + " -> dense(2)", kind);
            assertThat(graph.nodes()).allSatisfy(node -> assertThat(bodies(node))
                    .allSatisfy(body -> assertThat(Scalars.size(body, LENGTH)).isLessThan(LENGTH)));
        }
    }

    @Test
    void aKernelTakesNoMoreArgumentsThanDevicesPromise() {
        String readers = IntStream.range(0, 300).mapToObj(i -> "r%d = h -> dense(1)".formatted(i))
                .collect(Collectors.joining("\n"));
        String sums = IntStream.range(0, 100)
                .mapToObj(i -> "s%d = %s + h".formatted(i, i == 0 ? "h" : "s" + (i - 1)))
                .collect(Collectors.joining("\n"));
        String all = IntStream.range(0, 300).mapToObj(i -> "r" + i).collect(Collectors.joining(", "));
        Graph graph = graph("h = x -> dense(3)\n" + readers + "\n" + sums + "\ny = concat(s99, " + all
                + ") -> dense(2)", FunctionKind.GRADIENTS);
        assertThat(graph.nodes()).filteredOn(n -> n.operator() instanceof Pointwise || n.operator() instanceof Fused)
                .allSatisfy(n -> assertThat(n.inputs().size() + n.results().size())
                        .isLessThanOrEqualTo(Fused.ARGUMENTS));
    }

    @Test
    void aFunctionThatWritesItsArgumentTwiceThirtyTimesIsToldOf() {
        String steps = "x" + " -> larger".repeat(30);
        List<Problem> problems = Frontend.analyse(text("fn grown(x) = " + steps + "\ny = x -> grown -> dense(2)"),
                Map.of()).problems();
        assertThat(problems).filteredOn(p -> p.code().equals("limit")).hasSize(1);
    }

    private static List<Scalar> bodies(Node node) {
        return switch (node.operator()) {
            case Pointwise p -> List.of(p.body());
            case Fused f -> f.stages().stream().filter(Stage.Map.class::isInstance)
                    .map(s -> ((Stage.Map) s).body()).toList();
            default -> List.of();
        };
    }

    private static Graph graph(String bindings, FunctionKind kind) {
        Network network = Frontend.analyse(text(bindings), Map.of()).network().orElseThrow();
        return Compiler.graph(network, CompileOptions.standard(), kind);
    }

    private static SourceText text(String bindings) {
        return new SourceText("long.net", """
                net Long {
                  input x: [3]
                  input label: class(2)
                  fn square(x) = x * x
                  fn larger(x) = max(x, 0.5 * x)
                  %s
                  output z = y
                  train { loss cross_entropy(y, label) optimizer sgd(rate: 0.1) }
                }
                """.formatted(bindings));
    }
}
