package dev.netc.interchange.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.google.protobuf.CodedOutputStream;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.caffe.schema.BlobProto;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.onnx.reader.ModelBuilder;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.interchange.onnx.schema.TensorShapeProto.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody broke, or made to do harm: a net or words come of them, never anything else. */
class HostileFilesTest {
    private static final int MUTATIONS = 150;
    private static final String PROTOTXT = """
            name: "net"
            input: "data" input_shape { dim: 1 dim: 3 dim: 12 dim: 12 }
            layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" param { lr_mult: 1 } param { lr_mult: 2 }
                    convolution_param { num_output: 4 kernel_size: 3 pad: 1 stride: 2 group: 1 } }
            layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
            layer { name: "norm" type: "LRN" bottom: "conv" top: "norm" lrn_param { local_size: 5 alpha: 0.0001 } }
            layer { name: "pool" type: "Pooling" bottom: "norm" top: "pool" pooling_param { pool: AVE kernel_size: 3 stride: 2 } }
            layer { name: "fc" type: "InnerProduct" bottom: "pool" top: "fc" inner_product_param { num_output: 5 } }
            layer { name: "prob" type: "Softmax" bottom: "fc" top: "prob" }
            """;

    @TempDir
    private Path folder;

    /** Bytes changed, cut out, put in or doubled, a few places at a time. */
    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = spliced(bytes, at, at, bytes, random.nextInt(bytes.length));
                default -> bytes = spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(16)), new byte[0], 0);
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] other, int otherFrom) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.write(other, otherFrom, Math.min(16, other.length - otherFrom));
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    /** Imports files; says whether a net came of them. */
    private static boolean isNet(List<Path> files) throws IOException {
        try {
            Importer.read(files);
            return true;
        } catch (ImportException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
    }

    private int nets(String name, byte[] original, List<Path> before, List<Path> behind) throws IOException {
        Random random = new Random(7);
        int nets = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = Files.write(folder.resolve(name), mutated(original, random));
            List<Path> files = new ArrayList<>(before);
            files.add(file);
            files.addAll(behind);
            nets += isNet(files) ? 1 : 0;
        }
        return nets;
    }

    @Test
    void aPrototxtWithBytesChangedIsANetOrRefusedInWords() throws IOException {
        assertThat(nets("net.prototxt", PROTOTXT.getBytes(StandardCharsets.UTF_8), List.of(), List.of()))
                .isBetween(1, MUTATIONS - 1);
    }

    @Test
    void aCaffemodelWithBytesChangedIsANetOrRefusedInWords() throws IOException {
        Path prototxt = Files.writeString(folder.resolve("whole.prototxt"), PROTOTXT);
        NetParameter weights = NetParameter.newBuilder().addLayer(layer("conv", 4 * 27, 4))
                .addLayer(layer("fc", 5 * 36, 5))
                .build();
        assertThat(nets("net.caffemodel", weights.toByteArray(), List.of(prototxt), List.of())).isBetween(1,
                MUTATIONS - 1);
    }

    private static LayerParameter layer(String name, int... blobs) {
        LayerParameter.Builder layer = LayerParameter.newBuilder().setName(name);
        for (int count : blobs) {
            BlobProto.Builder blob = layer.addBlobsBuilder();
            for (int i = 0; i < count; i++) {
                blob.addData(i);
            }
        }
        return layer.build();
    }

    @Test
    void anOnnxModelWithBytesChangedIsANetOrRefusedInWords() throws IOException {
        byte[] model = new ModelBuilder(13).input("x", -1, 3, 8, 8).weight("w", 4, 3, 3, 3).weight("b", 4)
                .node("Conv", List.of("x", "w", "b"), "1", Map.of("pads", List.of(1L, 1L, 1L, 1L), "group", 1L))
                .node("Relu", List.of("1"), "2")
                .node("LRN", List.of("2"), "3", Map.of("size", 3L, "alpha", 0.1f))
                .node("MaxPool", List.of("3"), "4", Map.of("kernel_shape", List.of(3L, 3L), "strides", List.of(2L, 2L)))
                .wholes("shape", 0, -1).node("Reshape", List.of("4", "shape"), "5").weight("fc", 36, 5)
                .node("MatMul", List.of("5", "fc"), "6").node("Softmax", List.of("6"), "y", Map.of("axis", 1L)).bytes();
        assertThat(isNet(List.of(Files.write(folder.resolve("whole.onnx"), model)))).isTrue();
        assertThat(nets("net.onnx", model, List.of(), List.of())).isBetween(1, MUTATIONS - 1);
    }

    @Test
    void aFileOfEmptyMessagesIsRefusedBeforeItFillsTheMemory() throws IOException {
        byte[] nodes = new byte[8 << 20];
        for (int i = 0; i < nodes.length; i += 2) {
            nodes[i] = 0x0a; // field 1 of a graph, a node, of length 0
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(ModelProto.GRAPH_FIELD_NUMBER, nodes);
        out.flush();
        Path file = Files.write(folder.resolve("bomb.onnx"), bytes.toByteArray());
        assertThatThrownBy(() -> Importer.read(List.of(file))).isInstanceOf(ImportException.class)
                .hasMessageContaining("more than 2000000 messages");
    }

    @Test
    void aFewBytesThatAskForManyNumbersAreRefused() throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.addOpsetImportBuilder().setVersion(13);
        var graph = model.getGraphBuilder();
        graph.addInitializerBuilder().setName("shape").setDataType(DataType.INT64_VALUE).addDims(2)
                .addInt64Data(1 << 20)
                .addInt64Data(1 << 9);
        graph.addInitializer(TensorProto.newBuilder().setName("bias").setDataType(DataType.FLOAT_VALUE).addDims(2)
                .addFloatData(1).addFloatData(2));
        graph.addNodeBuilder().setOpType("ConstantOfShape").addInput("shape").addOutput("w");
        graph.addNodeBuilder().setOpType("Gemm").addInput("x").addInput("w").addOutput("h");
        graph.addInitializer(TensorProto.newBuilder().setName("v").setDataType(DataType.FLOAT_VALUE).addDims(1 << 9)
                .addDims(2));
        graph.getInitializerBuilder(2).addAllFloatData(Collections.nCopies(1 << 10, 1f)).setFloatData(0, 3f);
        graph.addNodeBuilder().setOpType("Gemm").addInput("h").addInput("v").addInput("bias").addOutput("y");
        var input = graph.addInputBuilder().setName("x");
        input.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE).getShapeBuilder()
                .addDim(Dimension.newBuilder().setDimValue(1))
                .addDim(Dimension.newBuilder().setDimValue(1 << 20));
        graph.addOutputBuilder().setName("y");
        Path file = Files.write(folder.resolve("large.onnx"), model.build().toByteArray());
        assertThatThrownBy(() -> Importer.read(List.of(file))).isInstanceOf(ImportException.class)
                .hasMessageContaining("such numbers are written in all");
    }
}
