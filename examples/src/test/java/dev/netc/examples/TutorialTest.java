package dev.netc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.report.LayerTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tutorial's nets are nets, and its mistakes are told as it says. */
class TutorialTest {
    private static final Pattern NET = Pattern.compile("```\n(net .*?)```\n", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(ExamplesTest.ROOT.resolve("docs/tutorial.md"));
    }

    static List<String> nets() throws IOException {
        return NET.matcher(page()).results().map((MatchResult net) -> net.group(1)).toList();
    }

    private static String net(String name) throws IOException {
        return nets().stream().filter(net -> net.startsWith("net " + name)).findFirst().orElseThrow();
    }

    private static Analysis analysed(String file, String net) {
        return Frontend.analyse(new SourceText(file, net), Map.of());
    }

    @ParameterizedTest
    @MethodSource("nets")
    void everyNetCompilesWithoutAWarning(String net) {
        assertThat(analysed("tutorial.net", net).problems()).isEmpty();
    }

    @Test
    void aLostRowIsToldAsThePageShowsIt() throws IOException {
        isTold("second.net", net("Second"), "conv(16, 3, pad: 1)", "conv(16, 3, stride: 2)");
    }

    @Test
    void aColumnsValueOutsideIsToldAsThePageShowsIt() throws IOException {
        isTold("columns.net", net("Columns"), "all(fc3)", "fc3");
    }

    private static void isTold(String file, String net, String right, String wrong) throws IOException {
        assertThat(net).containsOnlyOnce(right);
        Analysis analysis = analysed(file, net.replace(right, wrong));
        assertThat(page())
                .contains("$ ./netc check " + file + "\n" + new Renderer().render(analysis.problems()).strip());
    }

    @Test
    void theSecondNetHasTheParametersThatItsTableShows() throws IOException {
        Network network = analysed("second.net", net("Second")).network().orElseThrow();
        assertThat(page()).containsPattern("total +%,d +%,d\n".formatted(LayerTable.of(network).parameters(),
                LayerTable.of(network).multiplyAdds()));
    }

    @Test
    void parametersAreNamedAsThePageSays() throws IOException {
        assertThat(analysed("blocks.net", net("Blocks")).network().orElseThrow().operations())
                .flatMap(o -> o.parameters().stream().map(Network.ParameterSpec::name).toList())
                .contains("body.1.inner.conv.weight", "body.2.inner.conv2.bias");
    }
}
