package dev.netc.interchange.onnx.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.onnxruntime.OrtException;
import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ONNX Runtime computes of a net's file what netc computes of the net. Of the models the small ones; others with
 * {@code -Dexport.models=alexnet,vgg16}, {@code all} of them in minutes and gigabytes.
 */
class OnnxRuntimeTest {
    private static final double TOLERANCE = 1e-5;
    private static final List<String> MODELS = List.of(System.getProperty("export.models",
            "cifar10-80sec,cifar10-13pct,cifar10-11pct,cifar10-columns,digits,figure1-tanh,lenet,mnist").split(","));

    static Stream<String> models() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../models"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".net"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .filter(name -> MODELS.contains("all") || MODELS.contains(name))
                    .sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelOfTheProjectComputesTheSame(String name) throws OrtException, IOException {
        agrees(name, Files.readString(Path.of("../models", name + ".net")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "image -> conv(6, 3, groups: 2, pad: 1) -> batchnorm -> relu -> maxpool(2, round: up)",
        "image -> conv(6, [3, 2], stride: [2, 1], pad: [1, 0, 2, 1], bias: none, round: down)",
        "image -> conv(6, 3, stride: 2, round: up) -> avgpool(3, stride: 2, pad: 1, round: up)",
        "image -> maxpool(2, stride: 5, pad: [1, 0, 3, 3], round: down)",
        "image -> avgpool(3, stride: 2, round: up) -> lrn(size: 3, alpha: 0.5)",
        "image -> avgpool(all) -> lrn(size: 3, alpha: 0.3) -> dense(5, bias: none) -> batchnorm -> softmax",
        "image -> lrn_within(size: 3, alpha: 0.2, beta: 0.6) -> softmax",
        "image -> dropout(0.3, scale: test) -> dropout(0.5) -> flatten -> flatten -> dense(7)",
        "image -> local(3, 3, stride: 2, pad: 1, round: up) -> local(2, 2, bias: none)",
        "concat(image, image -> conv(2, 1), image -> dropout(0.5))",
        "image -> odd", "image -> tanh -> constant -> dense(3)", "image -> leaky(slope: 0.2) -> elu -> sigmoid",
        "image / 3 - (image -> conv(4, 3, pad: 1)) * image"})
    void anOperatorComputesTheSame(String chain) throws OrtException, IOException {
        agrees(chain, """
                net Small {
                  input image: [4, 7, 6]
                  fn odd(x) = min(max(exp(x * 0.1), 0.2), x * x) + (x > 0.5) - (x != x) + (x <= 0) * sqrt(abs(x))
                      + pow(abs(x) + 1, 0.3) - log(abs(x) + 2) + (x == x) - (x < 1) + (x >= -1) * -x
                  fn constant(x) = 2 * 3 - 1
                  output result = %s
                }
                """.formatted(chain));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a = image -> conv(6, 3, groups: 2) -> lrn(size: 3, alpha: 0.5)  b = a -> conv(4, 2, groups: 2)",
        "a = image -> conv(6, 3) -> flatten  b = a -> dense(5) -> softmax",
        "a = image -> conv(6, 3) -> batchnorm  b = concat(a, image -> conv(2, 3), all(outer)) -> conv(3, 1)",
        "a = image -> batchnorm  b = all(a) -> dense(6) -> batchnorm -> lrn(size: 3)",
        "a = all(outer) -> tanh  b = all(a) -> conv(2, 2) -> avgpool(2, round: up)",
        "a = image -> local(2, 3)  b = a -> local(3, 2, bias: none) -> lrn_within",
        "a = image -> conv(4, 1)  b = a * image -> maxpool(2, round: up) -> dropout(0.5, scale: test)",
        "a = image -> conv(4, 3) -> relu  b = a -> avgpool(all)"})
    void columnsComputeTheSame(String bindings) throws OrtException, IOException {
        agrees(bindings, """
                net InColumns {
                  input image: [4, 7, 6]
                  outer = image -> conv(3, 3)
                  columns 3 {
                    %s
                  }
                  output result = all(b)
                }
                """.formatted(bindings));
    }

    @Test
    void severalInputsAndOutputsKeepTheirNames() throws OrtException, IOException {
        agrees("names", """
                net Names {
                  input image: [2, 4, 4]
                  input other: [3]
                  input label: class(3)
                  fn weight(x) = x * 2
                  a = image -> conv(2, 3) -> weight -> relu
                  unused = image -> dense(3)
                  output same = image
                  output first = a
                  output second = a
                  output dropped = a -> dropout(0.5)
                  output sum = (image -> dense(3)) + other
                }
                """);
    }

    private static void agrees(String what, String text) throws OrtException, IOException {
        Analysis analysis = Frontend.analyse(new SourceText(what, text), Map.of());
        Network network = analysis.network()
                .orElseThrow(() -> new AssertionError(analysis.problems().toString()));
        double difference = new Agreement(network, 3).largestDifference();
        System.out.printf("%s: %.1e%n", what, difference);
        assertThat(difference).isLessThan(TOLERANCE);
    }
}
