package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.StageObserver;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Target;
import org.junit.jupiter.api.Test;

class LayoutPrinterTest {
    private static final String NET = """
            net Layouts {
              input image: [3, 9, 7]
              conv1 = image -> conv(20, 3, pad: 1)
              output scores = conv1 -> dense(5)
            }
            """;

    @Test
    void aBatchLiesInLanesAndAFewExamplesOneByOneWhileWeightsLieTheSame() {
        assertThat(printed(Target.CPU_NARROW)).containsExactly("""
                CPUs without AVX-512, more than 10 examples

                %image  [batch / 16][3, 9, 7][16]
                %conv1.weight  [2][3, 3, 3][16]
                %conv1.bias  [20]
                %scores.weight  [1][1260][16]
                %scores.bias  [5]
                %conv1  [batch / 16][20, 9, 7][16]
                %dense  [batch / 16][5][16]
                """, """
                CPUs without AVX-512, at most 10 examples

                %image  [batch][3, 9, 7]
                %conv1.weight  [2][3, 3, 3][16]
                %conv1.bias  [20]
                %scores.weight  [1][1260][16]
                %scores.bias  [5]
                %conv1  [batch][20, 9, 7]
                %dense  [batch][5]
                """);
    }

    @Test
    void gpusReadWhatLiesPlain() {
        assertThat(printed(Target.GPU)).singleElement().asString()
                .contains("GPUs\n", "%conv1  [batch][20, 9, 7]", "%conv1.weight  [20, 3, 3, 3]");
    }

    private static List<String> printed(Target target) {
        List<String> texts = new ArrayList<>();
        StageObserver observer = new StageObserver() {
            @Override
            public void after(String function, String stage, Graph graph) {
                // stages are held elsewhere
            }

            @Override
            public void laidOut(String function, Layout layout, Graph graph) {
                texts.add(LayoutPrinter.print(layout, graph));
            }
        };
        Compiler.compile(Frontend.analyse(new SourceText("layouts.net", NET), Map.of()).network().orElseThrow(),
                CompileOptions.standard().withTargets(Set.of(target)).withFunctions(Set.of(FunctionKind.INFER))
                        .withObserver(observer));
        return texts;
    }
}
