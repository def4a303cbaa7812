package dev.netc.interchange.onnx.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import ai.onnxruntime.OrtException;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.interchange.Imported;
import dev.netc.interchange.onnx.OnnxRuntime;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** netc computes of what it reads what ONNX Runtime computes of the file. */
class ReadAgainstOnnxRuntimeTest {
    private static final int BATCH = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} x {0}, pad {1}, {2}")
    @CsvSource({"8, 1, SAME_UPPER", "8, 1, SAME_LOWER", "7, 2, SAME_LOWER", "2, 1, VALID", "5, 3, VALID",
        "8, 0, SAME_UPPER"})
    void aPadBeforeAConvolutionIsThereBeforeItsOwn(int size, long atTheBeginning, String autoPad)
            throws OrtException, IOException {
        agrees(new ModelBuilder(17).input("image", BATCH, 3, size, size)
                .wholes("pads", 0, 0, atTheBeginning, atTheBeginning, 0, 0, 0, 1)
                .node("Pad", List.of("image", "pads"), "padded").weight("w", 4, 3, 3, 3)
                .node("Conv", List.of("padded", "w"), "y",
                        Map.of("auto_pad", autoPad, "strides", List.of(2L, 1L), "kernel_shape", List.of(3L, 3L))),
                3, size, size);
    }

    private void agrees(ModelBuilder model, long... example) throws OrtException, IOException {
        Path file = Files.write(folder.resolve("net.onnx"), model.bytes());
        Tensor image = ramp(example);
        float[] expected = OnnxRuntime.run(file, Map.of("image", image)).get("y");
        Tensor found = netc(model.imported(), image);
        assertThat(found.elements()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.doubleAt(i)).isCloseTo(expected[i], within(1e-5 * (1 + Math.abs(expected[i]))));
        }
    }

    /** Numbers of both signs that do not repeat with the rows. */
    private static Tensor ramp(long... example) {
        long[] shape = IntStream.rangeClosed(0, example.length).mapToLong(i -> i == 0 ? BATCH : example[i - 1])
                .toArray();
        float[] values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 % 23 - 11) / 8f;
        }
        return Tensor.of(values, shape);
    }

    private static Tensor netc(Imported net, Tensor image) {
        Program program = Compiler.compile(
                Frontend.analyse(new SourceText("net.net", net.text()), Map.of()).network().orElseThrow(),
                CompileOptions.standard().withFunctions(EnumSet.of(FunctionKind.INFER)));
        try (Model model = Model.load(program, ModelOptions.DEFAULT.withBatch(BATCH))) {
            net.weights().forEach(model::setParameter);
            model.feed("image", image);
            return model.run("infer", Scalars.batch(BATCH)).get("y");
        }
    }
}
