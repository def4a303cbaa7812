package dev.netc.interchange.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.interchange.Imported;
import dev.netc.interchange.onnx.writer.OnnxWriter;
import dev.netc.program.Input;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A net that is written as ONNX and read again has the same numbers as parameters, and computes the same of the same inputs. */
class ThereAndBackTest {
    private static final int BATCH = 3;
    private static final float TOLERANCE = 1e-6f;

    @TempDir
    Path folder;

    /** What comes on top is of the normalisation within channels, whose means become convolutions. */
    @ParameterizedTest
    @ValueSource(strings = {"cifar10-80sec", "cifar10-18pct", "figure1-tanh", "lenet"})
    void aModelComesBackWithItsParametersUnderTheirNames(String name) throws IOException {
        Network network = model(name);
        Map<String, Tensor> weights = weights(network);
        Imported back = thereAndBack(network, weights);
        assertThat(back.weights()).containsAllEntriesOf(weights);
        assertComputesTheSame(network, weights, back);
    }

    /** A column becomes a group, and a block's name a part of a name. */
    @ParameterizedTest
    @ValueSource(strings = {"mnist", "nin-cifar10"})
    void columnsAndBlocksComeBackWithTheSameNumbersUnderOtherNames(String name) throws IOException {
        Network network = model(name);
        Map<String, Tensor> weights = weights(network);
        Imported back = thereAndBack(network, weights);
        assertThat(numbers(back.weights())).isEqualTo(numbers(weights));
        assertComputesTheSame(network, weights, back);
    }

    /** Small ones; {@code -Dexport.models=all} takes those of AlexNet too. */
    static Stream<String> modelsWithLrnInColumns() {
        Stream<String> small = Stream.of("digits", "cifar10-columns");
        return System.getProperty("export.models", "").equals("all")
                ? Stream.concat(small, Stream.of("alexnet", "alexnet-pools-apart", "alexnet-silent-columns"))
                : small;
    }

    /** LRN in columns, whose parts are examples meanwhile in the file: names come back, and the numbers in their order. */
    @ParameterizedTest
    @MethodSource("modelsWithLrnInColumns")
    void columnsWithLrnComeBackAsColumns(String name) throws IOException {
        Network network = model(name);
        Map<String, Tensor> weights = weights(network);
        Imported back = thereAndBack(network, weights);
        assertThat(back.text()).contains("columns 2 {");
        assertThat(back.weights()).containsAllEntriesOf(weights);
        assertComputesTheSame(network, weights, back);
    }

    @Test
    void columnsThatEndInFeaturesOfTheirOwnComeBackAsColumns() throws IOException {
        Network network = network("""
                net Apart {
                  input image: [3, 8, 8]
                  columns 2 {
                    a = image -> conv(4, 3) -> relu -> lrn(3)
                    b = a     -> dense(5)   -> lrn(3)
                    c = b     -> dense(4, bias: none) -> softmax
                  }
                  output y = all(c)
                }
                """);
        Map<String, Tensor> weights = weights(network);
        Imported back = thereAndBack(network, weights);
        assertThat(back.text()).contains("b        = a     -> dense(5)   -> lrn(3)",
                "c        = b     -> dense(4, bias: none)\n    c_normal = softmax(c)\n  }\n\n  output y = all(c_normal)");
        assertThat(back.weights()).containsAllEntriesOf(weights);
        assertComputesTheSame(network, weights, back);
    }

    @Test
    void theColumnsOfAlexNetReadAsTheyWereWritten() throws IOException {
        Network network = model("alexnet");
        Imported back = thereAndBack(network, weights(network));
        assertThat(back.text()).isEqualTo(
                """
                        net AlexNet {
                          input image: [3, 224, 224]

                          columns 2 {
                            conv1 = image      -> conv(48, 11, stride: 4, pad: end(3)) -> relu -> lrn -> maxpool(3, stride: 2)  : [48, 27, 27]
                            conv2 = conv1      -> conv(128, 5, pad: 2) -> relu -> lrn -> maxpool(3, stride: 2)                  : [128, 13, 13]
                            conv3 = all(conv2) -> conv(192, 3, pad: 1) -> relu
                            conv4 = conv3      -> conv(192, 3, pad: 1) -> relu
                            conv5 = conv4      -> conv(128, 3, pad: 1) -> relu -> maxpool(3, stride: 2)                         : [128, 6, 6]
                            fc6   = all(conv5) -> dense(2048)          -> relu -> dropout(0.5, scale: test)
                            fc7   = all(fc6)   -> dense(2048)          -> relu -> dropout(0.5, scale: test)
                          }

                          fc8 = all(fc7) -> dense(1000)
                          output probabilities = softmax(fc8)
                        }
                        """);
    }

    /** What a dense layer of all columns computes is split as well where all of it is read again. */
    @Test
    void hiddenLayersOfAllColumnsStandInColumnsAndTheLastDoesNot() throws IOException {
        Network network = network("""
                net Hidden {
                  input image: [3, 8, 8]
                  columns 2 {
                    a = image  -> conv(4, 3) -> relu -> lrn(3)
                    b = all(a) -> dense(6) -> relu -> dropout(0.25, scale: test)
                  }
                  c = all(b) -> dense(8) -> tanh
                  d = c -> dense(4)
                  output y = softmax(d)
                  output z = c * 0.75
                }
                """);
        Map<String, Tensor> weights = weights(network);
        Imported back = thereAndBack(network, weights);
        assertThat(back.text()).contains("b = all(a) -> dense(6)   -> relu -> dropout(0.25, scale: test)\n  }",
                "c = all(b) -> dense(8) -> tanh", "output z = c * 0.75");
        assertThat(back.weights()).containsAllEntriesOf(weights);
        assertComputesTheSame(network, weights, back);
    }

    private static Network model(String name) throws IOException {
        return network(Files.readString(Path.of("../models", name + ".net")));
    }

    private static Map<String, Tensor> weights(Network network) {
        try (Model model = model(program(network))) {
            model.initialize(2012);
            return new TreeMap<>(model.parameters());
        }
    }

    private static void assertComputesTheSame(Network network, Map<String, Tensor> weights, Imported back) {
        List<float[]> expected = outputs(network, weights, names(network));
        List<float[]> found = outputs(network(back.text()), back.weights(), names(back));
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i), within(TOLERANCE));
        }
    }

    private Imported thereAndBack(Network network, Map<String, Tensor> weights) throws IOException {
        Path file = folder.resolve("net.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            OnnxWriter.model(network, weights, Map.of()).writeTo(out);
        }
        return Importer.read(List.of(file));
    }

    /** How often each value is there, whatever the parameters are called and however columns are cut. */
    private static Map<Float, Integer> numbers(Map<String, Tensor> weights) {
        Map<Float, Integer> numbers = new HashMap<>();
        for (Tensor tensor : weights.values()) {
            for (float value : tensor.toFloats()) {
                numbers.merge(value, 1, Integer::sum);
            }
        }
        return numbers;
    }

    private static List<float[]> outputs(Network network, Map<String, Tensor> weights, Names names) {
        Random random = new Random(1);
        List<Input.Tensor> inputs = tensors(network);
        try (Model model = model(program(network))) {
            weights.forEach(model::setParameter);
            for (int i = 0; i < inputs.size(); i++) {
                model.feed(names.inputs().get(i), values(inputs.get(i).shape(), random));
            }
            Map<String, Tensor> outputs = model.run("infer", Scalars.batch(BATCH));
            return names.outputs().stream().map(output -> outputs.get(output).toFloats()).toList();
        }
    }

    private static List<Input.Tensor> tensors(Network network) {
        return network.inputs().stream().filter(Input.Tensor.class::isInstance).map(Input.Tensor.class::cast).toList();
    }

    private static Tensor values(List<Integer> shape, Random random) {
        List<Long> sizes = new ArrayList<>(List.of((long) BATCH));
        shape.forEach(size -> sizes.add(size.longValue()));
        float[] values = new float[BATCH * shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, sizes.stream().mapToLong(Long::longValue).toArray());
    }

    private record Names(List<String> inputs, List<String> outputs) {}

    private static Names names(Network network) {
        return new Names(
                tensors(network).stream().map(Input.Tensor::name).toList(),
                network.outputs().stream().map(Network.Named::name).toList());
    }

    private static Names names(Imported imported) {
        return new Names(imported.inputs().stream().map(Imported.Carried::name).toList(),
                imported.outputs().stream().map(Imported.Carried::name).toList());
    }

    private static Network network(String text) {
        Analysis analysis = Frontend.analyse(new SourceText("net", text), Map.of());
        return analysis.network().orElseThrow(() -> new AssertionError(analysis.problems() + "\n" + text));
    }

    private static Program program(Network network) {
        return Compiler.compile(network, CompileOptions.standard().withFunctions(EnumSet.of(FunctionKind.INFER)));
    }

    private static Model model(Program program) {
        return Model.load(program, ModelOptions.DEFAULT.withDevices(List.of("0")).withBatch(BATCH));
    }
}
