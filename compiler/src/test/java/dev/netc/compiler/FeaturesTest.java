package dev.netc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;

import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.problem.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which values of a net images are compared. */
class FeaturesTest {
    private static Network model(String file) {
        return Frontend.analyse(ModelFiles.model(file), Map.of()).network().orElseThrow();
    }

    private static Network net(String body) {
        return Frontend
                .analyse(new SourceText("net.net", "net Net(classes = 5) { input image: [3, 8, 8]\n" + body + "}"),
                        Map.of())
                .network().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"alexnet.net, fc7, 4096", "alexnet-one-column.net, fc7, 4096", "digits.net, fc4, 96",
        "squeezenet.net, fire9 averaged over all positions, 512", "resnet18.net, what head reads, 512",
        "lenet.net, ip1, 500"})
    void theLastHiddenLayerIsWhatTheLayerReadsThatMakesTheLogits(String file, String layer, int size) {
        Features features = Features.lastHidden(model(file));
        assertThat(features.size()).isEqualTo(size);
        assertThat(features.layer()).isEqualTo(layer);
    }

    @Test
    void softmaxAndFlattenAreLookedThroughWhereNothingIsTrained() {
        Features features = Features.lastHidden(net("""
                hidden = image -> conv(4, 3) -> relu -> flatten
                output map = image -> conv(2, 3)
                output chances = hidden -> dense(classes) -> softmax -> flatten
                """));
        assertThat(features.layer()).isEqualTo("hidden");
        assertThat(features.size()).isEqualTo(4 * 6 * 6);
    }

    @Test
    void aLayerInTheMiddleOfAChainIsToldByWhoReadsIt() {
        Features features = Features.lastHidden(net("output y = image -> conv(4, 3) -> relu -> dense(classes)"));
        assertThat(features.layer()).isEqualTo("what y.dense reads");
    }

    @Test
    void aValueIsChosenByItsName() {
        Features features = Features.named(net("a = image -> conv(4, 3) output y = a -> dense(classes)"), "a");
        assertThat(features.size()).isEqualTo(144);
        assertThatThrownBy(() -> Features.named(net("a = image -> conv(4, 3) output y = a -> dense(classes)"), "b"))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("net Net has no layer `b`; it has y, a");
    }

    @Test
    void whereThereIsNoneThatIsSaid() {
        assertThatThrownBy(() -> Features.lastHidden(net("output y = image -> dense(classes)")))
                .hasMessageEndingWith("the layer that makes its logits reads the net's input");
        assertThatThrownBy(() -> Features.lastHidden(net("output y = image -> conv(4, 3)")))
                .hasMessageContaining("has no output that is a vector");
        assertThatThrownBy(() -> Features.lastHidden(net("""
                a = image -> dense(classes)
                output y = a + (image -> dense(classes))
                """))).hasMessageEndingWith("the layer that makes its logits is not one alone");
    }

    @Test
    void whatStandsBehindThemIsNotComputed() {
        Graph graph = Compiler.graph(Features.lastHidden(model("alexnet-one-column.net")).network(),
                CompileOptions.standard().withFunctions(Set.of(FunctionKind.FEATURES)), FunctionKind.FEATURES);
        assertThat(graph.nodes()).map(n -> n.operator() instanceof Fused fused ? fused.root() : n.operator())
                .filteredOn(o -> o instanceof Conv || o instanceof Dense).hasSize(7);
        assertThat(graph.sinks()).singleElement().satisfies(s -> assertThat(s.role().name()).isEqualTo("features"));
    }
}
