package dev.netc.interchange.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.interchange.Imported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that say how images are prepared, where a file does not: the net with them is one that the compiler takes. */
class UnpreparedTest {
    private static final String CONV = """
            layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
                    convolution_param { num_output: 5 kernel_size: 3 } }
            """;
    private static final String POOL = """
            layer { name: "pool" type: "Pooling" bottom: "conv" top: "pool" pooling_param { pool: AVE global_pooling: true } }
            layer { name: "flat" type: "Flatten" bottom: "pool" top: "flat" }
            """;

    @TempDir
    private Path folder;

    private Imported imported(String layers) throws IOException {
        return Importer.read(List.of(Files.writeString(folder.resolve("net.prototxt"), layers)));
    }

    private static String input(int channels, int side) {
        return "input: \"data\" input_shape { dim: 1 dim: %d dim: %d dim: %d }\n".formatted(channels, side, side);
    }

    private static String softmaxOf(String blob) {
        return "layer { name: \"prob\" type: \"Softmax\" bottom: \"%s\" top: \"prob\" }\n".formatted(blob);
    }

    private static void assertTaken(Imported net) {
        String whole = net.text().substring(0, net.text().lastIndexOf('}')) + net.unprepared().orElseThrow() + "}\n";
        Analysis analysis = Frontend.analyse(new SourceText("net", whole), Map.of());
        assertThat(analysis.problems()).as(whole).isEmpty();
        assertThat(analysis.network().orElseThrow().train().settings().prepare()).as(whole).isNotEmpty();
    }

    @Test
    void theLossReadsWhatASoftmaxReads() throws IOException {
        Imported net = imported(input(1, 28) + CONV
                + "layer { name: \"ip\" type: \"InnerProduct\" bottom: \"conv\" top: \"ip\" inner_product_param { num_output: 7 } }\n"
                + softmaxOf("ip"));
        assertThat(net.unprepared()).contains("""
                input label: class(7)

                train {
                  loss      cross_entropy(ip, label)
                  optimizer sgd(rate: 0.01, momentum: 0.9)
                  prepare   scale(1 / 256)
                }
                """);
        assertTaken(net);
    }

    @Test
    void whatASoftmaxReadsInTheMiddleOfAChainIsWrittenOut() throws IOException {
        Imported net = imported(input(3, 28) + POOL.replace("conv", "data") + softmaxOf("flat"));
        assertTaken(net);
        assertThat(net.unprepared().orElseThrow()).contains("cross_entropy(data -> avgpool(all), label)");
    }

    @Test
    void aNetWithoutSoftmaxIsTrainedByItsOutput() throws IOException {
        Imported net = imported(input(3, 28) + CONV + POOL);
        assertTaken(net);
        assertThat(net.unprepared().orElseThrow()).contains("cross_entropy(conv, label)");
    }

    /** Photographs are made somewhat larger than what is read of them, small images just as large. */
    @ParameterizedTest
    @CsvSource({"3, 32, 'resize(32), order(bgr)'", "3, 227, 'resize(256), order(bgr)'",
        "3, 299, 'resize(299), order(bgr)'", "1, 28, scale"})
    void theExampleIsOneForImagesOfThatSize(int channels, int side, String prepare) throws IOException {
        Imported net = imported(input(channels, side) + CONV + POOL);
        assertTaken(net);
        assertThat(net.unprepared().orElseThrow()).contains("prepare   " + prepare);
    }

    @Test
    void whatIsNoImageOrGivesNoClassesIsNotPrepared() throws IOException {
        assertThat(imported(input(4, 28) + CONV + POOL).unprepared()).isEmpty();
        assertThat(imported(input(3, 28) + CONV).unprepared()).isEmpty();
    }

    @Test
    void aNetForTrainingSaysItselfHowImagesArePrepared() throws IOException {
        Imported net = imported(
                """
                        layer { name: "data" type: "Data" top: "data" top: "label" transform_param { crop_size: 28 scale: 0.5 } }
                        """
                        + CONV + POOL
                        + "layer { name: \"loss\" type: \"SoftmaxWithLoss\" bottom: \"flat\" bottom: \"label\" top: \"loss\" }\n");
        assertThat(net.text()).contains("scale(0.5)");
        assertThat(net.unprepared()).isEmpty();
    }
}
