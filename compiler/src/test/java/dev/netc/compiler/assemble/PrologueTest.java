package dev.netc.compiler.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Program;
import dev.netc.program.Step;
import org.junit.jupiter.api.Test;

/** What is made of weights alone stands before everything else, and stays. */
class PrologueTest {
    private static final Program PROGRAM = Compiler.compile(
            Frontend.analyse(ModelFiles.model("alexnet.net"), Map.of()).network().orElseThrow(),
            CompileOptions.standard().withFunctions(Set.of(FunctionKind.INFER, FunctionKind.UPDATE)));

    private static List<Function> functions() {
        return PROGRAM.variants().stream().flatMap(v -> v.functions().stream()).toList();
    }

    @Test
    void aFewExamplesHaveWeightsTakenApartBeforeAnythingElse() {
        List<Function> few = functions().stream().filter(f -> !f.takes(Integer.MAX_VALUE)).toList();
        assertThat(few).isNotEmpty().allSatisfy(function -> {
            assertThat(function.steps().subList(0, function.prologue())).hasSize(2 * 4)
                    .allSatisfy(step -> assertThat(((Step.Launch) step).kernel()).contains("transform_weight"));
            List<Buffer> made = function.buffers().stream().filter(b -> b.name().endsWith(".transformed")).toList();
            assertThat(made).hasSize(2 * 4)
                    .allSatisfy(b -> assertThat(b.last()).isEqualTo(function.steps().size()));
        });
    }

    @Test
    void othersHaveNone() {
        assertThat(functions().stream().filter(f -> f.takes(Integer.MAX_VALUE))).isNotEmpty()
                .allSatisfy(function -> assertThat(function.prologue()).isZero());
    }
}
