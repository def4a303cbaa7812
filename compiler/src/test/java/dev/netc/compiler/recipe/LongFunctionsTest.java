package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of functions that read what they are given several times stay as long as a person would write them. */
class LongFunctionsTest {
    private static final String NESTED = "max(".repeat(60) + "x" + ", 0)".repeat(60);

    @ParameterizedTest
    @ValueSource(strings = {"v -> 150 * relu", "v -> 30 * elu", "v -> 20 * relu -> 20 * elu", "v -> nested",
        "v -> dense(3) -> nested -> 10 * elu"})
    void noKernelGrowsWithThePowerOfAChain(String chain) {
        String text = "net N { input v: [8] input label: class(3) fn nested(x) = " + NESTED + "\n fc = " + chain
                + " -> dense(3)\n output o = fc"
                + " train { loss cross_entropy(fc, label) optimizer sgd(rate: 0.1) } }";
        assertThat(Compiler.compile(Frontend.analyse(new SourceText("m.net", text), Map.of()).network().orElseThrow(),
                CompileOptions.standard()).variants().stream().flatMap(v -> v.kernels().stream()).map(Kernel::source))
                .allSatisfy(source -> assertThat(source).hasSizeLessThan(200_000));
    }
}
