package dev.netc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private static final int GREY = 0xff808080;

    private static Program program(String input, String layer, String prepare) {
        String text = """
                net Seen {
                  input image: %s
                  input label: class(2)
                  logits = image -> %s -> dense(2)
                  output probabilities = softmax(logits)
                  train { loss cross_entropy(logits, label) optimizer sgd(rate: 1) %s }
                }
                """.formatted(input, layer, prepare);
        return Compiler.compile(Frontend.analyse(new SourceText("seen.net", text), Map.of()).network().orElseThrow(),
                CompileOptions.standard());
    }

    private static Optional<Filters> filters(String input, String layer) {
        return Filters.of(program(input, layer, ""));
    }

    @Test
    void aConvolutionOrADenseLayerOverTheImageIsShown() {
        assertThat(filters("[3, 8, 8]", "conv(4, [2, 3])").orElseThrow())
                .matches(f -> f.height() == 2 && f.width() == 3 && f.channels() == 3 && f.perColumn() == 4);
        assertThat(filters("[1, 8, 6]", "dense(5)").orElseThrow())
                .matches(f -> f.height() == 8 && f.width() == 6 && f.channels() == 1);
    }

    @Test
    void otherFirstLayersAreNot() {
        assertThat(filters("[1, 8, 8]", "maxpool(2) -> dense(3)")).isEmpty();
        assertThat(filters("[3, 8, 8]", "local(2, 3)")).isEmpty();
        assertThat(filters("[2, 8, 8]", "batchnorm -> conv(2, 3)")).isEmpty();
    }

    @Test
    void aFilterIsScaledByItsOwnLargestWeightAndZeroIsGrey() {
        Filters filters = filters("[1, 8, 8]", "conv(2, [1, 3])").orElseThrow();
        BufferedImage picture = filters.draw(Tensor.of(new float[]{0, 2, -2, 0.5f, 0, 0.25f}, 2, 1, 1, 3)).getFirst();
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(7, 1);
        assertThat(row(picture)).containsExactly(GREY, 0xffffffff, 0xff000000, 0, 0xffffffff, GREY, 0xffbfbfbf);
    }

    @Test
    void blueFirstIsTurnedRound() {
        float[] blue = {1, 0, 0};
        for (String order : List.of("", "prepare order(bgr)")) {
            Filters filters = Filters.of(program("[3, 8, 8]", "conv(1, 1)", order)).orElseThrow();
            assertThat(row(filters.draw(Tensor.of(blue, 1, 3, 1, 1)).getFirst()))
                    .containsExactly(order.isEmpty() ? 0xffff8080 : 0xff8080ff);
        }
    }

    @Test
    void alexNetsFirstLayerIsAPictureAColumnOfSixteenFiltersARow() {
        float[] weights = new float[96 * 3 * 11 * 11];
        weights[48 * 3 * 11 * 11] = 1;
        Program alexnet = Compiler.compile(
                Frontend.analyse(new SourceText("two.net", """
                        net Two {
                          input image: [3, 35, 35]
                          input label: class(2)
                          columns 2 { conv1 = image -> conv(48, 11, stride: 4) }
                          logits = all(conv1) -> dense(2)
                          output probabilities = softmax(logits)
                        }
                        """), Map.of()).network().orElseThrow(),
                CompileOptions.standard());
        List<BufferedImage> columns = Filters.of(alexnet).orElseThrow().draw(Tensor.of(weights, 96, 3, 11, 11));
        assertThat(columns).hasSize(2).allMatch(c -> c.getWidth() == 16 * 12 - 1 && c.getHeight() == 3 * 12 - 1);
        assertThat(columns.get(0).getRGB(0, 0)).isEqualTo(GREY);
        assertThat(columns.get(1).getRGB(0, 0)).isEqualTo(0xffff8080);
    }

    private static int[] row(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), 1, null, 0, picture.getWidth());
    }
}
