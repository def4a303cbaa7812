package dev.netc.compiler.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.report.LayerTable;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code avgpool}, {@code lrn_within} and {@code local} make of a model's text. */
class WindowOperatorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2|[3, 5, 3]", "3, stride: 2, round: up|[3, 5, 3]",
        "3, stride: 2, round: down|[3, 4, 2]", "3, stride: 2, pad: end(1)|[3, 5, 3]",
        "[2, 3], stride: [1, 3]|[3, 9, 2]", "3, stride: 1, pad: [1, 0, 2, 1]|[3, 11, 5]"})
    void avgpoolsWindowsAreThoseOfMaxpool(String arguments, String shape) {
        String net = "net N { input image: [3, 10, 6] output o = image -> %s(" + arguments + ") : " + shape + " }";
        assertThat(only(net.formatted("avgpool")).shape()).hasToString(shape);
        assertThat(only(net.formatted("maxpool")).shape()).hasToString(shape);
    }

    @Test
    void avgpoolAllIsOfTheWholeImagePipedOrDirect() {
        for (String call : List.of("image -> avgpool(all)", "avgpool(image, all)", "image -> avgpool(size: all)")) {
            Network.Operation pool = only("net N { input image: [5, 7, 3] output o = " + call + " : [5] }");
            assertThat(pool.operator()).isEqualTo(new AvgPool(7, 3, 7, 3, Padding.NONE, true));
        }
    }

    @Test
    void lrnWithinHasTheContractsDefaultsAndCutsAWindowThatNothingNeeds() {
        assertThat(only("net N { input image: [5, 7, 3] output o = image -> lrn_within }").operator())
                .isEqualTo(new LrnWithin(3, 1, 0.0001, 0.75));
        assertThat(only("net N { input image: [5, 7, 3] output o = image -> lrn_within(2147483647) }").operator())
                .isEqualTo(new LrnWithin(13, 1, 0.0001, 0.75));
    }

    @Test
    void localHasAWeightForEveryPositionAndStartsAsConvDoes() {
        Network.Operation local = only(
                "net N { input image: [3, 8, 6] output o = image -> local(4, [3, 2], stride: [1, 2], pad: [1, 0, 1, 0]) }");
        assertThat(local.shape()).isEqualTo(Shape.of(4, 8, 3));
        assertThat(local.parameters()).extracting(ParameterSpec::name).containsExactly("o.weight", "o.bias");
        assertThat(local.parameters()).extracting(ParameterSpec::shape).containsExactly(Shape.of(4, 8, 3, 3, 3, 2),
                Shape.of(4, 8, 3));
        assertThat(local.parameters().get(0).initializer()).isEqualTo(new Initializer.Normal(Math.sqrt(2.0 / 18)));
        assertThat(only("net N { input image: [3, 8, 6] output o = image -> local(4, 2, weight: xavier, bias: none) }")
                .parameters()).singleElement().extracting(ParameterSpec::initializer)
                .isEqualTo(new Initializer.Normal(Math.sqrt(2.0 / (12 + 16))));
    }

    @Test
    void theLayerTableCountsLocalsMultiplyAddsAndShowsPoolsAndNorms() {
        LayerTable table = LayerTable.of(net("""
                net N {
                  input image: [5, 8, 8]
                  columns 3 {
                    a = image -> local(4, 3, pad: 1) -> lrn_within -> avgpool(2)
                  }
                  output o = all(a) -> avgpool(all)
                }
                """));
        assertThat(table.layers()).containsExactly(
                new LayerTable.Layer("a", "local", 3, Shape.of(12, 8, 8), 3 * (4 * 64 * 45 + 4 * 64),
                        3 * 4 * 64 * 45),
                new LayerTable.Layer("a", "lrn_within", 3, Shape.of(12, 8, 8), 0, 0),
                new LayerTable.Layer("a", "avgpool", 3, Shape.of(12, 4, 4), 0, 0),
                new LayerTable.Layer("o", "avgpool", 0, Shape.of(12), 0, 0));
    }

    /** The one operation of a net. */
    private static Network.Operation only(String text) {
        List<Network.Operation> operations = net(text).operations();
        assertThat(operations).hasSize(1);
        return operations.get(0);
    }

    private static Network net(String text) {
        Analysis analysis = Frontend.analyse(new SourceText("n.net", text), Map.of());
        assertThat(new Renderer().render(analysis.problems())).isEmpty();
        return analysis.network().orElseThrow();
    }
}
