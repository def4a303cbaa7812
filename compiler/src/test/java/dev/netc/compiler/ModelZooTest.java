package dev.netc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.report.LayerTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of {@code models/} are the nets that they say they are. */
class ModelZooTest {
    /** Counts as published, or, of the authors' nets without a published one, by hand. */
    private static final Map<String, Long> PARAMETERS = Map.ofEntries(Map.entry("alexnet", 60_965_224L),
            Map.entry("alexnet-no-lrn", 60_965_224L), Map.entry("alexnet-one-column", 59_798_312L),
            Map.entry("alexnet-pools-apart", 60_965_224L), Map.entry("alexnet-silent-columns", 33_259_880L),
            Map.entry("cifar10-11pct", 2_112_970L), Map.entry("cifar10-13pct", 1_116_490L),
            Map.entry("cifar10-18pct", 89_578L), Map.entry("cifar10-80sec", 145_578L),
            Map.entry("cifar10-columns", 197_514L), Map.entry("digits", 193_210L),
            Map.entry("figure1-relu", 89_578L), Map.entry("figure1-tanh", 89_578L),
            Map.entry("googlenet", 6_998_552L), Map.entry("lenet", 431_080L), Map.entry("mnist", 165_426L),
            Map.entry("nin-cifar10", 966_986L), Map.entry("resnet18", 11_689_512L),
            Map.entry("squeezenet", 1_248_424L), Map.entry("vgg16", 138_357_544L), Map.entry("zfnet", 62_357_608L));

    static List<Path> models() {
        return ModelFiles.list(ModelFiles.root().resolve("models"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelHasAsManyParametersAsIsPublished(Path file) {
        assertThat(LayerTable.of(analyse(file).network().orElseThrow()).parameters())
                .isEqualTo(PARAMETERS.get(name(file)));
    }

    @Test
    void everyModelsParametersAreKnown() {
        assertThat(models()).extracting(ModelZooTest::name).containsExactlyInAnyOrderElementsOf(PARAMETERS.keySet());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelHasNeitherProblemsNorWarnings(Path file) {
        assertThat(new Renderer().render(analyse(file).problems())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aHeadCommentSaysWhoseNetItIs(Path file) {
        SourceText text = ModelFiles.read(file);
        String head = text.text().substring(0, text.text().indexOf("\nnet "));
        assertThat(head.lines()).allMatch(line -> line.startsWith("//"));
        assertThat(head).containsPattern("\\b(19|20)\\d\\d\\b");
    }

    @ParameterizedTest
    @CsvSource({"alexnet-no-lrn, 3", "alexnet-pools-apart, 4", "alexnet-silent-columns, 4", "alexnet-one-column, 10"})
    void anAblationIsASmallEditOfAlexNet(String ablation, int lines) {
        List<String> alexNet = body("alexnet.net");
        assertThat(body(ablation + ".net").stream().filter(line -> !alexNet.contains(line)).count())
                .isLessThanOrEqualTo(lines);
    }

    /** The lines behind the head comment, however they are aligned. */
    private static List<String> body(String model) {
        return ModelFiles.model(model).text().lines().filter(line -> !line.startsWith("//"))
                .map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    private static Analysis analyse(Path file) {
        return Frontend.analyse(ModelFiles.read(file), Map.of());
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".net", "");
    }
}
