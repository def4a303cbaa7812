package dev.netc.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import dev.netc.cli.option.ModelFile;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Preparation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInputTest {
    private static final Part DIGITS = Dataset.open("digits", DataOptions.DEFAULT).train();

    /** Otherwise images would be decoded ahead for nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"", "prepare resize(12), mean(image)"})
    void imagesAreReadAheadAsTheProgramWillAskForThem(String prepare) {
        ModelFile model = model("""
                net Small(classes = 10) {
                  input image: [1, 8, 8]
                  input label: class(classes)
                  fc = image -> dense(classes)
                  output probabilities = softmax(fc)

                  train {
                    loss      cross_entropy(fc, label)
                    batch     32
                    epochs    2
                    optimizer sgd(rate: 0.02)
                    %s
                  }
                }
                """.formatted(prepare));
        CompileOptions options = ImageInput.sizedFor(CompileOptions.standard(), model, DIGITS);
        assertThat(ImageInput.fed(model, DIGITS))
                .isEqualTo(Preparation.of(Compiler.compile(model.network(), options)));
    }

    private static ModelFile model(String text) {
        return new ModelFile(Path.of("small.net"), text,
                Frontend.analyse(new SourceText("small.net", text), Map.of()).network().orElseThrow());
    }
}
