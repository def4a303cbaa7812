package dev.netc.interchange.onnx.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.Unsayable;
import dev.netc.interchange.onnx.schema.TensorProto.DataLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX's nodes become in the language. */
class OnnxReaderTest {
    private static final int IMAGE = 16;

    private static ModelBuilder image() {
        return new ModelBuilder(17).input("image", -1, 3, IMAGE, IMAGE);
    }

    @Test
    void aChainOfLayersIsOneLineUnderTheNameOfItsWeights() {
        Imported net = image().weight("conv1.weight", 8, 3, 3, 3).weight("conv1.bias", 8)
                .node("Conv", List.of("image", "conv1.weight", "conv1.bias"), "1",
                        Map.of("pads", List.of(1L, 1L, 1L, 1L)))
                .node("Relu", List.of("1"), "2")
                .node("MaxPool", List.of("2"), "3", Map.of("kernel_shape", List.of(2L, 2L), "strides", List.of(2L, 2L)))
                .node("Flatten", List.of("3"), "4").weight("fc.weight", 10, 512)
                .node("Gemm", List.of("4", "fc.weight"), "scores", Map.of("transB", 1L)).imported();
        assertThat(net.text()).isEqualTo("""
                net net {
                  input image: [3, 16, 16]

                  conv1 = image -> conv(8, 3, pad: 1) -> relu -> maxpool(2)  : [8, 8, 8]
                  fc    = conv1 -> dense(10, bias: none)
                  output scores = fc
                }
                """);
        assertThat(net.weights()).containsOnlyKeys("conv1.weight", "conv1.bias", "fc.weight");
        assertThat(net.weights().get("fc.weight").shape()).containsExactly(10L, 512L);
    }

    @Test
    void alphaOfLrnIsDividedByTheSize() {
        assertThat(image().node("LRN", List.of("image"), "y", Map.of("size", 5L, "alpha", 0.0002f, "bias", 2f))
                .imported().text())
                .contains("output y = image -> lrn(alpha: 0.0002 / 5)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dropout(0.25, scale: test) | image -> dropout(0.25, scale: test)",
        "dropout(0.5, scale: test) | image * 0.75", "dropout(0.25) | image * 0.75", "'' | image * 0.75"})
    void aProductThatSaysItIsADropoutIsOneWhereItsNumberAgrees(String documentation, String read) {
        ModelBuilder model = image();
        model.proto().getGraphBuilder().addInitializer(ModelBuilder.number(0.75f).toBuilder().setName("kept"));
        model.node("Mul", List.of("image", "kept"), "y").proto().getGraphBuilder().getNodeBuilder(0)
                .setDocString(documentation);
        assertThat(model.imported().text()).contains("output y = " + read + "\n");
    }

    @Test
    void ceilModeRoundsUpWhereAClippedWindowBeginsOnTheImageAndFloorSaysWhatIsLost() {
        Map<String, Object> pool = Map.of("kernel_shape", List.of(3L, 3L), "strides", List.of(2L, 2L), "ceil_mode", 1L);
        assertThat(image().node("MaxPool", List.of("image"), "y", pool).imported().text())
                .contains("output y = image -> maxpool(3, stride: 2, round: up)  : [3, 8, 8]");
        Map<String, Object> floor = Map.of("kernel_shape", List.of(3L, 3L), "strides", List.of(2L, 2L));
        assertThat(image().node("MaxPool", List.of("image"), "y", floor).imported().text())
                .contains("output y = image -> maxpool(3, stride: 2, round: down)  : [3, 7, 7]");
    }

    @Test
    void whatIsJoinedUnderANumberIsCalledAsItsPartsBegin() {
        ModelBuilder model = image();
        for (String part : List.of("1x1", "3x3_reduce", "pool")) {
            model.weight("mixed_a/" + part + "_w_0", 2, 3, 1, 1)
                    .node("Conv", List.of("image", "mixed_a/" + part + "_w_0"), part);
        }
        assertThat(model.node("Concat", List.of("1x1", "3x3_reduce", "pool"), "n7", Map.of("axis", 1L))
                .node("Relu", List.of("n7"), "a").node("Tanh", List.of("n7"), "b").node("Add", List.of("a", "b"), "y")
                .imported().text())
                .contains("mixed_a            = concat(mixed_a_1x1, mixed_a_3x3_reduce, mixed_a_pool)");
        assertThat(image().node("Relu", List.of("image"), "a").node("Tanh", List.of("image"), "b")
                .node("Concat", List.of("a", "b"), "n7", Map.of("axis", 1L)).node("Relu", List.of("n7"), "c")
                .node("Tanh", List.of("n7"), "d").node("Add", List.of("c", "d"), "y").imported().text())
                .contains("n7 = concat(a, b)");
    }

    @Test
    void aFlattenedGlobalPoolIsAvgpoolOfAll() {
        assertThat(image().node("GlobalAveragePool", List.of("image"), "1").wholes("shape", 0, -1)
                .node("Reshape", List.of("1", "shape"), "y").imported().text())
                .contains("output y = image -> avgpool(all)");
    }

    @Test
    void sizesThatAreComputedFromTheBatchAreFollowedToTheReshape() {
        assertThat(image().node("Shape", List.of("image"), "shape").wholes("0", 0)
                .node("Gather", List.of("shape", "0"), "batch").wholes("-1", -1)
                .node("Concat", List.of("batch", "-1"), "target", Map.of("axis", 0L))
                .node("Reshape", List.of("image", "target"), "y").imported().text())
                .contains("output y = flatten(image)");
    }

    @Test
    void whatIsAddedToAProductIsItsBias() {
        Imported net = new ModelBuilder(13).input("x", -1, 4).weight("w", 4, 2).weight("b", 2)
                .node("MatMul", List.of("x", "w"), "1").node("Add", List.of("1", "b"), "y").imported();
        assertThat(net.text()).contains("output y = x -> dense(2)");
        assertThat(net.weights().get("y.weight").toFloats()).containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
        assertThat(net.weights().get("y.bias").toFloats()).containsExactly(0, 1);
    }

    @Test
    void anInputThatIsAWeightMakesAParameterWithoutValues() {
        Imported net = new ModelBuilder(13).input("x", -1, 3, 5, 5).input("W", 2, 3, 3, 3)
                .node("Conv", List.of("x", "W"), "y").imported();
        assertThat(net.inputs()).extracting(Imported.Carried::name).containsExactly("x");
        assertThat(net.missing()).extracting(Imported.Parameter::name).containsExactly("y.weight");
        assertThat(net.weights()).isEmpty();
    }

    @Test
    void everyNodeThatCannotBeSaidIsNamed() {
        ModelBuilder model = image().node("Erf", List.of("image"), "1").node("Relu", List.of("1"), "2")
                .node("Det", List.of("2"), "3")
                .node("LRN", List.of("image"), "4", Map.of("size", 4L)).node("Add", List.of("3", "4"), "y");
        ImportException refused = catchThrowableOfType(ImportException.class, model::imported);
        assertThat(refused.unsayable()).extracting(Unsayable::place).containsExactly("node 1 (Erf)", "node 3 (Det)",
                "node 4 (LRN)");
        assertThat(refused).hasMessageContaining("node 1 (Erf): the language has no such operator")
                .hasMessageContaining("odd size");
    }

    @Test
    void aSizeThatIsOpenIsRefusedUnlessItIsTheBatch() {
        ModelBuilder model = new ModelBuilder(13).input("x", -1, 3, -1, 5).weight("w", 2, 3, 1, 1)
                .node("Conv", List.of("x", "w"), "y");
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class)
                .hasMessageContaining("input x: it is [batch, 3, ?, 5]");
    }

    @Test
    void aNodeThatDependsOnItselfIsRefused() {
        ModelBuilder model = image().node("Add", List.of("image", "2"), "1").node("Relu", List.of("1"), "2");
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class)
                .hasMessageContaining("depends on its own result");
    }

    @Test
    void aValueThatNothingGivesIsRefused() {
        ModelBuilder model = image().node("Add", List.of("image", "ghost"), "1");
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class)
                .hasMessageContaining("reads `ghost`, which nothing gives");
    }

    @Test
    void aTensorLargerThanItsBytesIsRefused() {
        ModelBuilder model = image().weight("w", 8, 3, 3, 3).node("Conv", List.of("image", "w"), "y");
        model.proto().getGraphBuilder().getInitializerBuilder(0).setDims(0, 1L << 40);
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class).hasMessageContaining("has 216 numbers");
        model.proto().getGraphBuilder().getInitializerBuilder(0).setDims(1, 1L << 40);
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class).hasMessageContaining("too large");
    }

    @Test
    void tensorsInOtherFilesAreRefusedWithTheWayOut() {
        ModelBuilder model = image().weight("w", 8, 3, 3, 3).node("Conv", List.of("image", "w"), "y");
        model.proto().getGraphBuilder().getInitializerBuilder(0).setDataLocation(DataLocation.EXTERNAL);
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class)
                .hasMessageContaining("save_as_external_data=False");
    }

    @Test
    void aGraphOfManyNodesIsReadInTheOrderOfItsValues() {
        ModelBuilder model = new ModelBuilder(13).input("x", -1, 4);
        for (int i = 5_000; i > 0; i--) {
            model.node("Relu", List.of(i == 1 ? "x" : "v" + (i - 1)), "v" + i);
        }
        model.proto().getGraphBuilder().addOutputBuilder().setName("v5000");
        assertThat(model.imported().text()).contains("output v5000 = x -> relu");
    }

    @Test
    void aPadIsTheConvolutionsOwnWhereTheImageAloneIsSmallerThanTheKernel() {
        Imported net = new ModelBuilder(17).input("image", -1, 3, 2, 2).wholes("pads", 0, 0, 1, 1, 0, 0, 1, 1)
                .node("Pad", List.of("image", "pads"), "1").weight("w", 4, 3, 3, 3)
                .node("Conv", List.of("1", "w"), "y").imported();
        assertThat(net.text()).contains("output y = image -> conv(4, 3, pad: 1, bias: none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sum", "Min", "Max", "Pow", "Add", "Sub", "Mul", "Div"})
    void aConstantThatWouldMakeTheResultLargerIsRefused(String operator) {
        ModelBuilder model = new ModelBuilder(17).input("x", -1, 3, 1, 1).wholes("shape", 1, 3, 8, 8)
                .node("ConstantOfShape", List.of("shape"), "zeros").node(operator, List.of("x", "zeros"), "y");
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class)
                .hasMessageContaining(
                        "node y (" + operator + "): it joins [batch, 3, 1, 1] and the constant [1, 3, 8, 8]"
                                + "; the result would be larger than what is computed");
    }

    @Test
    void whatIsNoNumberIsRefusedWhereverItStands() {
        ModelBuilder weight = image().wholes("kernel", 4, 3, 3, 3)
                .node("ConstantOfShape", List.of("kernel"), "w", Map.of("value", ModelBuilder.number(Float.NaN)))
                .node("Conv", List.of("image", "w"), "y");
        assertThatThrownBy(weight::imported).isInstanceOf(ImportException.class)
                .hasMessageContaining("node y (Conv): its weight is NaN everywhere");
        ModelBuilder pad = image().wholes("pads", 0, 0, 1, 1, 0, 0, 1, 1).wholes("one", 1)
                .node("ConstantOfShape", List.of("one"), "value", Map.of("value", ModelBuilder.number(Float.NaN)))
                .node("Pad", List.of("image", "pads", "value"), "y");
        assertThatThrownBy(pad::imported).isInstanceOf(ImportException.class)
                .hasMessageContaining("node y (Pad): it computes with NaN, which the language has no word for");
    }

    @Test
    void aConstantOfOneNumberIsThatNumberWhereverItStands() {
        assertThat(image().wholes("shape", 1, 3, 1, 1).node("ConstantOfShape", List.of("shape"), "zeros")
                .node("Max", List.of("zeros", "image", "zeros"), "y").imported().text())
                .contains("output y = max(max(0, image), 0)");
    }
}
