package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String NET = """
            net Names(classes = 3) {
              input image: [2, 4, 4]
              input label: class(classes)
              hidden = image -> dense(5) -> relu
              same   = hidden -> dropout(0.5)
              logits = same -> dense(classes)
              output probabilities = softmax(logits)
              output raw = logits
              output pixels = image
              train { loss cross_entropy(logits, label) optimizer sgd(rate: 0.1) }
            }
            """;

    @Test
    void everyNameHasAResultOfItsOwnThoughSeveralNameOneValue() {
        assertThat(results(FunctionKind.INFER)).containsExactlyInAnyOrder("probabilities", "raw", "pixels", "hidden",
                "same", "logits");
    }

    @Test
    void everySourceHasAGradientOfItsOwn() {
        assertThat(results(FunctionKind.GRADIENTS)).contains("loss", "grad.image", "grad.hidden.weight",
                "grad.logits.bias");
    }

    @Test
    void aStepThatIsInspectedGivesEveryNameTheLossAndEveryGradient() {
        assertThat(results(FunctionKind.INSPECT)).contains("hidden", "same", "logits", "loss", "rank",
                "grad.hidden.weight", "grad.logits.bias");
    }

    private static List<String> results(FunctionKind kind) {
        Network network = Frontend.analyse(new SourceText("names.net", NET), Map.of()).network().orElseThrow();
        CompileOptions options = CompileOptions.standard().withFunctions(Set.of(kind)).withAllValues(true)
                .withInputGradients(true);
        Function function = Compiler.compile(network, options).variants().get(0).function(kind.functionName())
                .orElseThrow();
        return function.buffers().stream().map(Buffer::role).filter(Buffer.Result.class::isInstance)
                .map(r -> ((Buffer.Result) r).name()).toList();
    }
}
