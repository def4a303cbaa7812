package dev.netc.interchange.onnx.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import dev.netc.interchange.ImportException;
import org.junit.jupiter.api.Test;

/** Parts of an example's channels that stand in the places of examples, while LRN or softmax look along each of them. */
class PartsOfChannelsTest {
    private static final Map<String, Object> LRN = Map.of("size", 3L, "alpha", 0.3f, "bias", 2f);
    private static final Map<String, Object> PAD = Map.of("pads", List.of(1L, 1L, 1L, 1L));

    /** Eight filters over an image of three channels, and what is done to them in two parts. */
    private static ModelBuilder net(long batch) {
        return new ModelBuilder(17).input("image", batch, 3, 8, 8).weight("conv1_w_0", 8, 3, 3, 3).weight("b", 8)
                .node("Conv", List.of("image", "conv1_w_0", "b"), "c", PAD).node("Relu", List.of("c"), "conv1")
                .wholes("parts", -1, 4, 8, 8).wholes("whole", -1, 8, 8, 8);
    }

    private static ModelBuilder normalised() {
        return net(-1).node("Reshape", List.of("conv1", "parts"), "apart").node("LRN", List.of("apart"), "normal", LRN)
                .node("Reshape", List.of("normal", "whole"), "norm1");
    }

    @Test
    void theyAreColumnsUpToWhatReadsAllChannels() {
        assertThat(normalised()
                .node("MaxPool", List.of("norm1"), "pool1",
                        Map.of("kernel_shape", List.of(2L, 2L), "strides", List.of(2L, 2L)))
                .weight("conv2_w_0", 6, 4, 3, 3)
                .node("Conv", List.of("pool1", "conv2_w_0"), "conv2",
                        Map.of("group", 2L, "pads", List.of(1L, 1L, 1L, 1L)))
                .weight("conv3_w_0", 4, 6, 1, 1).node("Conv", List.of("conv2", "conv3_w_0"), "y").imported().text())
                .isEqualTo(
                        """
                                net net {
                                  input image: [3, 8, 8]

                                  columns 2 {
                                    conv1 = image -> conv(4, 3, pad: 1) -> relu -> lrn(3, alpha: 0.3 / 3) -> maxpool(2)  : [4, 4, 4]
                                    conv2 = conv1 -> conv(3, 3, pad: 1, bias: none)
                                  }

                                  conv3 = all(conv2) -> conv(4, 1, bias: none)
                                  output y = conv3
                                }
                                """);
    }

    @Test
    void whatIsInAsManyGroupsLaterStandsInColumnsToo() {
        assertThat(normalised().weight("conv2_w_0", 6, 8, 1, 1).node("Conv", List.of("norm1", "conv2_w_0"), "conv2")
                .weight("conv3_w_0", 4, 3, 1, 1).node("Conv", List.of("conv2", "conv3_w_0"), "y", Map.of("group", 2L))
                .imported().text()).contains("""
                          columns 2 {
                            conv1 = image      -> conv(4, 3, pad: 1) -> relu -> lrn(3, alpha: 0.3 / 3)
                            conv2 = all(conv1) -> conv(3, 1, bias: none)
                            conv3 = conv2      -> conv(2, 1, bias: none)
                          }

                          output y = all(conv3)
                        """);
    }

    @Test
    void aSoftmaxOfPartsIsAColumnsOwn() {
        assertThat(net(-1).node("Reshape", List.of("conv1", "parts"), "apart")
                .node("LogSoftmax", List.of("apart"), "soft", Map.of("axis", 1L))
                .node("Reshape", List.of("soft", "whole"), "y").imported().text()).contains("""
                          columns 2 {
                            conv1 = image -> conv(4, 3, pad: 1) -> relu
                            soft  = conv1 -> softmax            -> log
                          }

                          output y = all(soft)
                        """);
    }

    @Test
    void aBatchOfAKnownSizeIsMultipliedByTheParts() {
        assertThat(net(5).wholes("tenfold", 10, 4, 8, 8).node("Reshape", List.of("conv1", "tenfold"), "apart")
                .node("LRN", List.of("apart"), "normal", LRN).wholes("five", 5, -1, 8, 8)
                .node("Reshape", List.of("normal", "five"), "y").imported().text()).contains("columns 2 {");
        assertRefused(net(5).wholes("other", 5, 4, 16, 8).node("Reshape", List.of("conv1", "other"), "apart")
                .node("LRN", List.of("apart"), "y", LRN),
                "node apart (Reshape): it makes [5, 8, 8, 8] to [5, 4, 16, 8]");
    }

    private static ModelBuilder readingAllOfItself() {
        return normalised().node("Softmax", List.of("norm1"), "all", Map.of("axis", 1L)).weight("back_w_0", 8, 8, 1, 1)
                .node("Conv", List.of("all", "back_w_0"), "back");
    }

    @Test
    void whereColumnsWouldWaitForThemselvesLessStandsInThem() {
        assertThat(readingAllOfItself().node("Reshape", List.of("back", "parts"), "apart2")
                .node("LRN", List.of("apart2"), "normal2", LRN).node("Reshape", List.of("normal2", "whole"), "norm2")
                .node("Add", List.of("norm1", "norm2"), "y").imported().text()).contains("""
                          columns 2 {
                            conv1 = image -> conv(4, 3, pad: 1) -> relu -> lrn(3, alpha: 0.3 / 3)
                          }

                          all_2 = softmax(all(conv1))

                          columns 2 {
                            back = all(all_2) -> conv(4, 1, bias: none) -> lrn(3, alpha: 0.3 / 3)
                          }

                          output y = all(conv1) + all(back)
                        """);
    }

    @Test
    void columnsThatHaveToWaitForThemselvesAreRefused() {
        assertRefused(readingAllOfItself().node("Add", List.of("norm1", "back"), "sum")
                .node("Reshape", List.of("sum", "parts"), "apart2").node("LRN", List.of("apart2"), "normal2", LRN)
                .node("Reshape", List.of("normal2", "whole"), "y"),
                "what stands in its columns depends on what they compute together, which depends on them");
    }

    @Test
    void aPixelInGroupsIsAColumnsOwnFeatures() {
        assertThat(net(-1).wholes("pixel", 0, 512, 1, 1).node("Reshape", List.of("conv1", "pixel"), "p")
                .weight("fc_w_0", 6, 256, 1, 1).node("Conv", List.of("p", "fc_w_0"), "c2", Map.of("group", 2L))
                .node("Flatten", List.of("c2"), "f").node("Relu", List.of("f"), "y").imported().text()).contains("""
                          columns 2 {
                            conv1 = image -> conv(4, 3, pad: 1)   -> relu
                            fc    = conv1 -> dense(3, bias: none) -> relu
                          }

                          output y = all(fc)
                        """);
    }

    @Test
    void aPixelOfAVectorIsTheVector() {
        assertThat(new ModelBuilder(17).input("x", -1, 6).wholes("pixel", 0, 6, 1, 1)
                .node("Reshape", List.of("x", "pixel"), "p").node("LRN", List.of("p"), "n", LRN)
                .weight("fc_w_0", 4, 6, 1, 1)
                .node("Conv", List.of("n", "fc_w_0"), "c").node("Flatten", List.of("c"), "y").imported().text())
                .contains("""
                          fc = x -> lrn(3, alpha: 0.3 / 3) -> dense(4, bias: none)
                          output y = fc
                        """);
        assertRefused(new ModelBuilder(17).input("x", -1, 6).wholes("pixel", 0, 6, 1, 1)
                .node("Reshape", List.of("x", "pixel"), "p").node("Relu", List.of("p"), "y"),
                "node y (Relu): it reads [batch, 6, 1, 1], a vector as a pixel");
    }

    @Test
    void partsOfWhatIsFedAreRefused() {
        assertRefused(new ModelBuilder(17).input("image", -1, 8, 8, 8).wholes("parts", -1, 4, 8, 8)
                .node("Reshape", List.of("image", "parts"), "apart").node("LRN", List.of("apart"), "normal", LRN)
                .wholes("whole", -1, 8, 8, 8).node("Reshape", List.of("normal", "whole"), "y"),
                "node normal (LRN): it takes the channels of an input in 2 parts");
    }

    @Test
    void partsThatALayerBeforeMixesAreRefused() {
        ModelBuilder groups = new ModelBuilder(17).input("image", -1, 6, 8, 8).weight("conv1_w_0", 12, 2, 1, 1)
                .node("Conv", List.of("image", "conv1_w_0"), "conv1", Map.of("group", 3L)).wholes("parts", -1, 6, 8, 8)
                .node("Reshape", List.of("conv1", "parts"), "apart").node("LRN", List.of("apart"), "y", LRN);
        assertRefused(groups,
                "node y (LRN): it takes channels in 2 parts, which `conv1` before it does not keep apart");
        assertRefused(net(-1).node("LRN", List.of("conv1"), "mixed", LRN)
                .node("Reshape", List.of("mixed", "parts"), "apart").node("LRN", List.of("apart"), "y", LRN),
                "node y (LRN): it takes channels in 2 parts, which `mixed` before it does not keep apart");
    }

    @Test
    void whatElseReadsPartsAsExamplesIsRefused() {
        ModelBuilder relu = net(-1).node("Reshape", List.of("conv1", "parts"), "apart")
                .node("Relu", List.of("apart"), "y");
        assertRefused(relu, "node y (Relu): it reads [batch, 4, 8, 8], parts of the channels of [batch, 8, 8, 8]");
        ModelBuilder otherwise = net(-1).node("Reshape", List.of("conv1", "parts"), "apart")
                .node("LRN", List.of("apart"), "normal", LRN).wholes("flat", -1, 512)
                .node("Reshape", List.of("normal", "flat"), "y");
        assertRefused(otherwise, "node y (Reshape): it makes [batch, 4, 8, 8] to [-1, 512]");
    }

    private static void assertRefused(ModelBuilder model, String words) {
        assertThatThrownBy(model::imported).isInstanceOf(ImportException.class).hasMessageContaining(words);
    }
}
