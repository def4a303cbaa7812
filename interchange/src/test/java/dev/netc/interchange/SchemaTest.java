package dev.netc.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.TextFormat;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.caffe.schema.PoolingParameter.RoundMode;
import dev.netc.interchange.caffe.schema.V1LayerParameter;
import dev.netc.interchange.onnx.schema.AttributeProto.AttributeType;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.NodeProto;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;

/** The schemas name the fields by the numbers that real files have. */
class SchemaTest {
    private static final TextFormat.Parser TEXT = TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();

    /** A model with one node {@code y = LeakyRelu(x) {alpha: 0.5}} in operator set 13, byte by byte. */
    @Test
    void anOnnxModelIsReadFromItsBytes() throws IOException {
        String alpha = "0a05" + "616c706861" + "15" + "0000003f" + "a00101";
        String node = "0a0178" + "120179" + "2209" + "4c65616b7952656c75" + "2a0f" + alpha;
        String graph = "0a22" + node + "120167";
        ModelProto model = ModelProto.parseFrom(HexFormat.of().parseHex("0808" + "3a27" + graph + "4202100d"));

        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(13);
        NodeProto leaky = model.getGraph().getNode(0);
        assertThat(leaky.getInputList()).containsExactly("x");
        assertThat(leaky.getOutputList()).containsExactly("y");
        assertThat(leaky.getOpType()).isEqualTo("LeakyRelu");
        assertThat(leaky.getAttribute(0).getName()).isEqualTo("alpha");
        assertThat(leaky.getAttribute(0).getType()).isEqualTo(AttributeType.FLOAT);
        assertThat(leaky.getAttribute(0).getF()).isEqualTo(0.5f);
    }

    @Test
    void aPrototxtIsReadWithFieldsThatTheSchemaLacks() throws IOException {
        NetParameter.Builder net = NetParameter.newBuilder();
        TEXT.merge("""
                name: "Net"
                layer {
                  name: "pool" type: "Pooling" bottom: "data" top: "pool"
                  pooling_param { pool: AVE kernel_size: 3 stride: 2 engine: CAFFE }
                  hdf5_data_param { source: "list" batch_size: 10 }
                }
                """, net);
        assertThat(net.getLayer(0).getType()).isEqualTo("Pooling");
        assertThat(net.getLayer(0).getPoolingParam().getKernelSize()).isEqualTo(3);
        assertThat(net.getLayer(0).getPoolingParam().getRoundMode()).isEqualTo(RoundMode.CEIL);
    }

    @Test
    void aCaffemodelOf2014IsRead() throws IOException {
        NetParameter net = NetParameter
                .parseFrom(Files.readAllBytes(SharedData.named("lenet-caffe/lenet_iter_10000.caffemodel")));
        List<V1LayerParameter> learned = net.getLayersList().stream().filter(l -> l.getBlobsCount() > 0).toList();
        assertThat(learned).extracting(V1LayerParameter::getName).containsExactly("conv1", "conv2", "ip1", "ip2");
        assertThat(learned).extracting(l -> l.getBlobs(0).getDataCount()).containsExactly(500, 25000, 400000, 5000);
    }

    @Test
    void onnxsOwnVectorsAreRead() throws IOException {
        int models = 0;
        try (InputStream file = Files.newInputStream(SharedData.named("onnx-vectors.tar.gz"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith("model.onnx")) {
                    ModelProto model = ModelProto.parseFrom(tar.readAllBytes());
                    assertThat(model.getGraph().getNodeCount()).as(entry.getName()).isPositive();
                    assertThat(model.getOpsetImportCount()).as(entry.getName()).isPositive();
                    models++;
                }
            }
        }
        assertThat(models).isGreaterThan(190);
    }
}
