package dev.netc.compiler.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.Severity;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Augment;
import dev.netc.program.Initializer;
import dev.netc.program.Prepare;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrontendTest {

    static List<Path> everyModel() {
        return ModelFiles.all();
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void everyModelIsANet(Path model) {
        Analysis analysis = Frontend.analyse(ModelFiles.read(model), Map.of());
        assertThat(analysis.problems()).filteredOn(p -> p.severity() == Severity.ERROR)
                .as(new Renderer().render(analysis.problems())).isEmpty();
        assertThat(analysis.network()).isPresent();
    }

    @Test
    void aBlocksStepsCountInPlaceAndOneStepAddsNothingToTheName() {
        Network alexNet = Frontend.analyse(ModelFiles.model("alexnet.net"), Map.of()).network().orElseThrow();
        assertThat(parameters(alexNet)).extracting(ParameterSpec::name).containsExactly("conv1.weight",
                "conv1.bias", "conv2.weight", "conv2.bias", "conv3.weight", "conv3.bias", "conv4.weight",
                "conv4.bias", "conv5.weight", "conv5.bias", "fc6.weight", "fc6.bias", "fc7.weight", "fc7.bias",
                "fc8.weight", "fc8.bias");
        assertThat(parameters(alexNet).get(2).shape()).isEqualTo(Shape.of(128, 48, 5, 5));
        assertThat(parameters(alexNet).get(3).initializer()).isEqualTo(new Initializer.Constant(1));
    }

    @Test
    void ofSeveralStepsEachAddsItsName() {
        Network net = net("""
                net N {
                  input image: [3, 8, 8]
                  block small(x, filters) = x -> conv(filters, 3, pad: 1) -> relu
                  block fire(x, n) { squeeze = x -> conv(n, 1) return squeeze -> conv(n, 1) -> conv(n, 1) }
                  a = image -> small(4) -> small(5) -> dense(6)
                  b = image -> fire(4)
                  c = image -> fire(4) -> conv(2, 1)
                  d = image -> 2 * small(3)
                  output o = (a -> dense(2)) + (b -> dense(2)) + (c -> dense(2)) + (d -> dense(2))
                }
                """);
        assertThat(parameters(net)).filteredOn(p -> p.role().equals("weight")).extracting(ParameterSpec::name)
                .containsExactly("a.conv.weight", "a.conv2.weight", "a.dense.weight", "b.squeeze.weight",
                        "b.conv.weight", "b.conv2.weight", "c.fire.squeeze.weight", "c.fire.conv.weight",
                        "c.fire.conv2.weight", "c.conv.weight", "d.1.weight", "d.2.weight", "o.dense.weight",
                        "o.dense2.weight", "o.dense3.weight", "o.dense4.weight");
    }

    @Test
    void allJoinsColumnsAndSendsOuterValues() {
        Network net = net("""
                net N {
                  input image: [3, 8, 8]
                  stem = image -> conv(4, 1)
                  columns 3 {
                    a = all(stem) -> conv(2, 1)
                    b = a -> all -> conv(5, 1)
                  }
                  output o = all(b)
                }
                """);
        List<Network.Operation> alls = net.operations().stream().filter(o -> o.operator() instanceof All).toList();
        assertThat(alls).extracting(Network.Operation::shape).containsExactly(Shape.of(4, 8, 8), Shape.of(6, 8, 8),
                Shape.of(15, 8, 8));
        assertThat(alls).extracting(Network.Operation::columns).containsExactly(3, 3, 0);
        assertThat(alls).extracting(Network.Operation::group).containsExactly(0, 0, -1);
    }

    @Test
    void concatJoinsChannelsOfImagesAndFeaturesOfVectors() {
        Network net = net("""
                net N {
                  input image: [3, 4, 4]
                  input more: [5]
                  a = concat(image, image -> conv(2, 1), image)
                  b = a -> flatten -> concat(more)
                  output o = concat(b, more)
                }
                """);
        assertThat(net.operations()).extracting(Network.Operation::shape).containsExactly(Shape.of(2, 4, 4),
                Shape.of(8, 4, 4), Shape.of(128), Shape.of(133), Shape.of(138));
        assertThat(net.operations().get(1).operands()).hasSize(3);
    }

    @Test
    void whatBatchNormalisationGathersIsAParameterThatIsNotTrained() {
        Network net = net("""
                net N {
                  input image: [3, 4, 4]
                  output o = image -> batchnorm
                }
                """);
        assertThat(net.operations().get(0).parameters()).extracting(p -> p.name() + " " + p.trained())
                .containsExactly("o.weight true", "o.bias true", "o.running_mean false", "o.running_var false");
    }

    @Test
    void functionsBecomeScalarExpressions() {
        Network net = net("""
                net N(k = 2) {
                  input v: [4]
                  fn twice(x, by = k) = by * x
                  a = v -> relu
                  b = a -> twice
                  c = twice(b, 3) -> tanh
                  output o = c + b * 0.5
                }
                """);
        assertThat(net.operations()).extracting(o -> (Object) o.operator()).contains(
                new Pointwise("relu", new Scalar.Binary(Scalar.Operator.MAX, new Scalar.Operand(0),
                        new Scalar.Constant(0))),
                new Pointwise("twice", new Scalar.Binary(Scalar.Operator.MULTIPLY, new Scalar.Constant(2),
                        new Scalar.Operand(0))),
                new Pointwise("twice", new Scalar.Binary(Scalar.Operator.MULTIPLY, new Scalar.Constant(3),
                        new Scalar.Operand(0))),
                new Pointwise("tanh", new Scalar.Call(Scalar.Function.TANH, new Scalar.Operand(0))));
    }

    @Test
    void paddingHasThreeFormsAndRoundUpAddsToIt() {
        Network net = net("""
                net N {
                  input image: [1, 8, 8]
                  a = image -> conv(1, 3, pad: 1)
                  b = image -> conv(1, [1, 3], pad: [0, 1, 2, 3])
                  c = image -> conv(1, 2, stride: 3, pad: end(3))
                  d = image -> maxpool(3, stride: 2, round: up)
                  e = image -> maxpool(3, stride: 2, round: down)
                  output o = (a -> dense(1)) + (b -> dense(1)) + (c -> dense(1)) + (d -> dense(1)) + (e -> dense(1))
                }
                """);
        assertThat(net.operations().stream().filter(o -> o.operator() instanceof Conv)
                .map(o -> ((Conv) o.operator()).pad())).containsExactly(new Padding(1, 1, 1, 1),
                        new Padding(0, 1, 2, 3), new Padding(0, 0, 3, 3));
        assertThat(net.operations().stream().filter(o -> o.operator() instanceof MaxPool)
                .map(o -> ((MaxPool) o.operator()).pad())).containsExactly(new Padding(0, 0, 1, 1), Padding.NONE);
        assertThat(net.operations().stream().filter(o -> o.operator() instanceof MaxPool).map(o -> o.shape()))
                .containsExactly(Shape.of(1, 4, 4), Shape.of(1, 3, 3));
    }

    @Test
    void aStrideThatLeavesOnlyPaddingUnreadPasses() {
        assertThat(net("net N { input i: [3, 224, 224] output o = i -> conv(1, 7, stride: 2, pad: 3) }").operations()
                .get(0).shape()).isEqualTo(Shape.of(1, 112, 112));
        assertThat(net("net N { input i: [3, 56, 56] output o = i -> conv(1, 1, stride: 2) }").operations().get(0)
                .shape()).isEqualTo(Shape.of(1, 28, 28));
    }

    @Test
    void aWordGoesThroughABlockAndIsNeverABinding() {
        Network net = net("""
                net N {
                  input image: [1, 8, 8]
                  block drop(x, how) = x -> dropout(0.5, scale: how)
                  test = image -> drop(test)
                  output o = test -> dropout(0.5, scale: test)
                }
                """);
        assertThat(net.operations()).extracting(o -> (Object) o.operator()).containsExactly(new Dropout(0.5, false),
                new Dropout(0.5, false));
    }

    @Test
    void heAndXavierKnowTheirFans() {
        Network net = net("""
                net N {
                  input image: [6, 4, 4]
                  a = image -> conv(8, 3, pad: 1, groups: 2)
                  output o = a -> dense(22, weight: xavier, bias: none)
                }
                """);
        assertThat(parameters(net)).extracting(ParameterSpec::initializer).containsExactly(
                new Initializer.Normal(Math.sqrt(2.0 / 27)), new Initializer.Constant(0),
                new Initializer.Normal(Math.sqrt(2.0 / (128 + 22))));
    }

    @Test
    void parametersOfTheNetAreOverridden() {
        Analysis analysis = Frontend.analyse(ModelFiles.model("alexnet.net"), Map.of("classes", 10.0));
        Network net = analysis.network().orElseThrow();
        assertThat(net.operations().get(net.operations().size() - 1).shape()).isEqualTo(Shape.of(10));
        assertThat(net.train().settings().logits()).isEqualTo(10);
    }

    @Test
    void alexNetsTrainBlockIsReadInFull() {
        Network net = Frontend.analyse(ModelFiles.model("alexnet.net"), Map.of()).network().orElseThrow();
        assertThat(net.train().settings()).isEqualTo(new Training("image", "label", 1000, 128, 90, 1, 0.01, 0.9,
                0.0005, new Schedule.Plateau(0.1, 5, 3),
                List.of(new Prepare.Resize(256), new Prepare.MeanImage()),
                List.of(new Augment.Crop(), new Augment.Flip(), new Augment.Color(0.1))));
    }

    @Test
    void paramsMultiplyRateAndDecay() {
        Network net = net("""
                net N {
                  input v: [4]
                  input label: class(2)
                  fc = v -> dense(2)
                  output o = softmax(fc)
                  train {
                    loss cross_entropy(fc, label)
                    optimizer sgd(rate: 0.1)
                    params "*.bias" (rate: 2, decay: 0)
                    params "fc.*" (rate: 3)
                  }
                }
                """);
        assertThat(parameters(net)).extracting(ParameterSpec::rate).containsExactly(3.0, 6.0);
        assertThat(parameters(net)).extracting(ParameterSpec::decay).containsExactly(1.0, 0.0);
    }

    private static List<ParameterSpec> parameters(Network net) {
        return net.operations().stream().flatMap(o -> o.parameters().stream()).toList();
    }

    static Network net(String text) {
        Analysis analysis = Frontend.analyse(new SourceText("m.net", text), Map.of());
        assertThat(analysis.problems()).extracting(Problem::message).isEmpty();
        return analysis.network().orElseThrow();
    }
}
