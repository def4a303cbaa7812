package dev.netc.interchange.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.SharedData;
import dev.netc.interchange.Unsayable;
import dev.netc.interchange.caffe.schema.BlobProto;
import dev.netc.interchange.caffe.schema.NetParameter;
import org.junit.jupiter.api.Test;

/** What Caffe's layers become in the language. */
class CaffeReaderTest {
    private static final String INPUT = """
            name: "net"
            layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 16 dim: 16 } } }
            """;

    private static Imported imported(String layers) {
        return CaffeReader.read("net.prototxt", Prototxt.parse("net.prototxt", layers), Optional.empty(),
                Optional.empty());
    }

    private static Imported after(String layers) {
        return imported(INPUT + layers);
    }

    @Test
    void lenetReadsLikeTheModelThatAPersonWrote() throws IOException {
        Imported net = CaffeReader.read(SharedData.named("lenet-caffe/lenet.prototxt"),
                List.of(SharedData.named("lenet-caffe/lenet_iter_10000.caffemodel")));
        assertThat(net.text()).isEqualTo("""
                net LeNet {
                  input data: [1, 28, 28]

                  conv1 = data  -> conv(20, 5, weight: xavier) -> maxpool(2)  : [20, 12, 12]
                  conv2 = conv1 -> conv(50, 5, weight: xavier) -> maxpool(2)  : [50, 4, 4]
                  ip1   = conv2 -> dense(500, weight: xavier)  -> relu
                  ip2   = ip1   -> dense(10, weight: xavier)
                  output prob = softmax(ip2)
                }
                """);
        assertThat(net.weights()).hasSize(8);
        assertThat(net.weights().get("conv2.weight").shape()).containsExactly(50L, 20L, 5L, 5L);
    }

    @Test
    void poolingRoundsUpAndSaysSoWhereThatAddsAWindow() {
        assertThat(after("""
                layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { kernel_size: 3 stride: 2 } }
                """).text()).contains("output p = data -> maxpool(3, stride: 2, round: up)  : [3, 8, 8]");
    }

    @Test
    void aMeanThatCountsPaddingIsAConvolution() {
        Imported net = after("""
                layer { name: "p" type: "Pooling" bottom: "data" top: "p"
                        pooling_param { pool: AVE kernel_size: 3 stride: 1 pad: 1 } }
                """);
        assertThat(net.text()).contains("conv(3, 3, pad: 1, groups: 3, bias: none, weight: constant(0.11111111))");
        assertThat(net.notes()).anyMatch(n -> n.contains("counts padding"));
    }

    @Test
    void alphaOfLrnIsDividedByHowManyNumbersAreSummed() {
        assertThat(
                after("""
                        layer { name: "n" type: "LRN" bottom: "data" top: "n" lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } }
                        layer { name: "m" type: "LRN" bottom: "n" top: "m"
                                lrn_param { local_size: 3 alpha: 0.00005 beta: 0.75 norm_region: WITHIN_CHANNEL k: 7 } }
                        """)
                        .text())
                .contains("lrn(k: 1, alpha: 0.0001 / 5)")
                .contains("lrn_within(alpha: 0.00005 / 9)");
    }

    @Test
    void aLayerInPlaceFollowsTheOneBeforeItAndAResidualNameIsTheBlobs() {
        assertThat(
                after("""
                        layer { name: "c" type: "Convolution" bottom: "data" top: "c"
                                convolution_param { num_output: 3 kernel_size: 3 pad: 1 bias_term: false } }
                        layer { name: "c_bn" type: "BatchNorm" bottom: "c" top: "c" }
                        layer { name: "c_scale" type: "Scale" bottom: "c" top: "c" scale_param { bias_term: true } }
                        layer { name: "c_relu" type: "ReLU" bottom: "c" top: "c" relu_param { negative_slope: 0.1 } }
                        layer { name: "sum" type: "Eltwise" bottom: "c" bottom: "data" top: "sum" eltwise_param { coeff: 1 coeff: -2 } }
                        """)
                        .text())
                .contains("c = data -> conv(3, 3, pad: 1, bias: none) -> batchnorm(momentum: 0.999) -> leaky(0.1)")
                .contains("output sum = c + (data * (-2))");
    }

    @Test
    void aBatchNormalisationsBlobsAreDividedByTheThird() {
        NetParameter structure = Prototxt.parse("net.prototxt", """
                layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 2 dim: 4 dim: 4 } } }
                layer { name: "bn" type: "BatchNorm" bottom: "data" top: "bn" }
                layer { name: "sc" type: "Scale" bottom: "bn" top: "sc" scale_param { bias_term: true } }
                """);
        NetParameter weights = Prototxt.parse("net.caffemodel", """
                layer { name: "bn" blobs { data: [2, 4] shape { dim: 2 } } blobs { data: [6, 8] shape { dim: 2 } }
                        blobs { data: [2] shape { dim: 1 } } }
                layer { name: "sc" blobs { data: [5, 6] shape { dim: 2 } } blobs { data: [7, 8] shape { dim: 2 } } }
                """);
        Imported net = CaffeReader.read("net.prototxt", structure, Optional.of(weights), Optional.empty());
        assertThat(net.weights().get("sc.running_mean").toFloats()).containsExactly(1, 2);
        assertThat(net.weights().get("sc.running_var").toFloats()).containsExactly(3, 4);
        assertThat(net.weights().get("sc.weight").toFloats()).containsExactly(5, 6);
        assertThat(net.weights().get("sc.bias").toFloats()).containsExactly(7, 8);
    }

    @Test
    void aNetForTrainingKeepsWhatIsDoneToItsImages() {
        BlobProto mean = BlobProto.newBuilder().setNum(1).setChannels(3).setHeight(2).setWidth(2)
                .addAllData(Collections.nCopies(12, 100f)).build();
        String layers = """
                name: "net"
                layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN }
                        transform_param { mirror: true crop_size: 16 mean_value: 104 mean_value: 117 mean_value: 123 scale: 0.5 }
                        data_param { batch_size: 32 } }
                layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TEST }
                        transform_param { crop_size: 16 mean_value: 104 mean_value: 117 mean_value: 123 scale: 0.5 }
                        data_param { batch_size: 50 } }
                layer { name: "fc" type: "InnerProduct" bottom: "data" top: "fc" param { lr_mult: 1 decay_mult: 1 }
                        param { lr_mult: 2 decay_mult: 0 } inner_product_param { num_output: 10
                        weight_filler { type: "gaussian" std: 0.01 } bias_filler { value: 1 } } }
                layer { name: "drop" type: "Dropout" bottom: "fc" top: "fc" dropout_param { dropout_ratio: 0.5 } }
                layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }
                layer { name: "accuracy" type: "Accuracy" bottom: "fc" bottom: "label" top: "accuracy" include { phase: TEST } }
                """;
        assertThat(imported(layers).text()).isEqualTo("""
                net net {
                  input data: [3, 16, 16]
                  input label: class(10)

                  output fc = data -> dense(10, weight: normal(0.01), bias: constant(1)) -> dropout(0.5)

                  train {
                    loss      cross_entropy(fc, label)
                    batch     32
                    optimizer sgd(rate: 0.01, momentum: 0.9, decay: 0.0005)
                    params    "*.bias" (rate: 2, decay: 0)
                    prepare   order(bgr), mean([104, 117, 123]), scale(0.5)
                    augment   crop, flip
                  }
                }
                """);
        NetParameter withFile = Prototxt.parse("net.prototxt",
                layers.replaceAll("(mean_value: \\d+ )+", "mean_file: \"mean.binaryproto\" ").replace("crop_size: 16",
                        "crop_size: 2"));
        Imported net = CaffeReader.read("net.prototxt", withFile, Optional.empty(), Optional.of(mean));
        assertThat(net.text()).contains("prepare   resize(2), order(bgr), mean(image), scale(0.5)");
        assertThat(net.weights().get("prepare.mean").shape()).containsExactly(3L, 2L, 2L);
        BlobProto lying = mean.toBuilder().setHeight(-2).setWidth(-2).build();
        assertThatThrownBy(() -> CaffeReader.read("net.prototxt", withFile, Optional.empty(), Optional.of(lying)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("its blob the mean holds 12 numbers [1, 3, -2, -2], not [3, -2, -2]");
    }

    @Test
    void everyLayerThatCannotBeSaidIsNamed() {
        ImportException refused = catchThrowableOfType(ImportException.class, () -> after("""
                layer { name: "a" type: "Deconvolution" bottom: "data" top: "a" }
                layer { name: "b" type: "ReLU" bottom: "a" top: "b" }
                layer { name: "c" type: "Slice" bottom: "b" top: "c" }
                layer { name: "d" type: "Convolution" bottom: "data" top: "d"
                        convolution_param { num_output: 3 kernel_size: 3 dilation: 2 } }
                """));
        assertThat(refused.unsayable()).extracting(Unsayable::place).containsExactly("layer a (Deconvolution)",
                "layer c (Slice)",
                "layer d (Convolution)");
    }

    @Test
    void weightsThatDoNotFillTheirLayerAreRefused() {
        NetParameter weights = Prototxt.parse("net.caffemodel", "layer { name: \"fc\" blobs { data: [1, 2, 3] } }");
        NetParameter structure = Prototxt.parse("net.prototxt", INPUT
                + "layer { name: \"fc\" type: \"InnerProduct\" bottom: \"data\" top: \"fc\" inner_product_param { num_output: 2 } }");
        assertThatThrownBy(() -> CaffeReader.read("net.prototxt", structure, Optional.of(weights), Optional.empty()))
                .isInstanceOf(ImportException.class).hasMessageContaining("its blob fc[0] holds 3 numbers");
    }

    /** Which together are as many as the layer has. */
    @Test
    void sizesBelowNoughtAreRefused() {
        NetParameter weights = Prototxt.parse("net.caffemodel",
                "layer { name: \"fc\" blobs { shape { dim: -2 dim: -1 } data: [1, 2] } }");
        NetParameter structure = Prototxt.parse("net.prototxt", "input: \"data\" input_dim: [1, 1]"
                + "layer { name: \"fc\" type: \"InnerProduct\" bottom: \"data\" top: \"fc\" inner_product_param { num_output: 2 } }");
        assertThatThrownBy(() -> CaffeReader.read("net.prototxt", structure, Optional.of(weights), Optional.empty()))
                .isInstanceOf(ImportException.class).hasMessageContaining("its blob fc[0] holds 2 numbers [-2, -1]");
    }

    @Test
    void aTextThatIsNoNetIsRefused() {
        assertThatThrownBy(() -> after("layer { top: " + "9".repeat(5_000_000) + " }"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("a word of more than 10000 letters and digits");
        assertThatThrownBy(() -> imported("layer { name: ")).isInstanceOf(ImportException.class)
                .hasMessageContaining("it is no prototxt of a net");
        assertThatThrownBy(() -> imported("layer { ".repeat(200_000))).isInstanceOf(ImportException.class);
        assertThatThrownBy(() -> imported("name: \"empty\"")).isInstanceOf(ImportException.class)
                .hasMessageContaining("it has 0 layers");
    }
}
