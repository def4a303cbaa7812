package dev.netc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.report.LayerTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Well-known nets have the parameters that their authors, or others who built them, have counted. */
class ModelZooTest {
    @ParameterizedTest
    @CsvSource({"cifar10-80sec.net, 145578", "cifar10-18pct.net, 89578", "cifar10-13pct.net, 1116490",
        "cifar10-11pct.net, 2112970"})
    void aModelHasItsPublishedNumberOfParametersAndNoWarning(String model, long parameters) {
        Analysis analysis = Frontend.analyse(ModelFiles.model(model), Map.of());
        assertThat(new Renderer().render(analysis.problems())).isEmpty();
        assertThat(LayerTable.of(analysis.network().orElseThrow()).parameters()).isEqualTo(parameters);
    }
}
