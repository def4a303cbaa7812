package dev.netc.interchange.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import com.google.protobuf.CodedOutputStream;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.onnx.schema.GraphProto;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.interchange.onnx.schema.TensorShapeProto.Dimension;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody made to do harm, of kinds that chance does not come to. */
class HostileFilesTest {
    @TempDir
    private Path folder;

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

    /** Ten lines of it are a thousand sizes, fifty a million times as many as there is memory for. */
    @Test
    void sizesThatAreJoinedWithThemselvesAreRefused() throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder();
        var graph = graph(model);
        graph.addInitializerBuilder().setName("c0").setDataType(DataType.INT64_VALUE).addDims(1).addInt64Data(1);
        for (int i = 0; i < 50; i++) {
            graph.addNodeBuilder().setOpType("Concat").addInput("c" + i).addInput("c" + i).addOutput("c" + (i + 1));
        }
        graph.addNodeBuilder().setOpType("Add").addInput("x").addInput("c50").addOutput("y");
        assertThatThrownBy(() -> Importer.read(List.of(write("sizes.onnx", model)))).isInstanceOf(ImportException.class)
                .hasMessageContaining("node c7 (Concat): it makes a list of more than 64 sizes");
    }

    /** To look for a role in it must not take the square of its length. */
    @Test
    void aNameOfMegabytesIsRead() throws IOException {
        String name = "w".repeat(3 << 20);
        ModelProto.Builder model = ModelProto.newBuilder();
        var graph = graph(model);
        graph.addInitializerBuilder().setName(name).setDataType(DataType.FLOAT_VALUE).addDims(2).addDims(4)
                .addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f));
        graph.addNodeBuilder().setName(name).setOpType("Gemm").addInput("x").addInput(name).addOutput("y")
                .addAttributeBuilder().setName("transB").setI(1);
        assertThat(Importer.read(List.of(write("name.onnx", model))).text()).contains("output y = x -> dense(2");
    }

    /** A thousand layers that read the same megabyte would be a gigabyte of weights. */
    @Test
    void weightsThatThousandsOfLayersShareAreRefused() throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder();
        var graph = square(model, "w");
        for (int i = 0; i < 300; i++) {
            graph.addNodeBuilder().setOpType("MatMul").addInput(i == 0 ? "x" : "h" + i).addInput("w")
                    .addOutput(i == 299 ? "y" : "h" + (i + 1));
        }
        assertThatThrownBy(() -> Importer.read(List.of(write("shared.onnx", model))))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("its weight `w` is that of other layers, too");
    }

    /** Each would be turned anew. */
    @Test
    void aMatrixThatIsTurnedAThousandTimesIsTurnedOnce() throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder();
        var graph = square(model, "w0");
        for (int i = 0; i < 2001; i++) {
            graph.addNodeBuilder().setOpType("Transpose").addInput("w" + i).addOutput("w" + (i + 1));
        }
        graph.addNodeBuilder().setOpType("MatMul").addInput("x").addInput("w2001").addOutput("y");
        Tensor weight = Importer.read(List.of(write("turned.onnx", model))).weights().values().iterator().next();
        assertThat(weight.floatAt(7)).isEqualTo(2f);
    }

    @Test
    void aNameOfSeveralLinesIsSaidInOne() throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder();
        graph(model).addNodeBuilder().setName("a\r\nb").setOpType("Bogus").addInput("x").addOutput("y");
        assertThatThrownBy(() -> Importer.read(List.of(write("lines.onnx", model)))).isInstanceOf(ImportException.class)
                .hasMessageContaining("node a?b (Bogus)");
    }

    @Test
    void aFileThatEndsEarlyIsSaidToInWordsOfTheProject() throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder();
        graph(model).addNodeBuilder().setOpType("Relu").addInput("x").addOutput("y");
        byte[] whole = model.build().toByteArray();
        Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length - 3));
        assertThatThrownBy(() -> Importer.read(List.of(file))).isInstanceOf(ImportException.class)
                .hasMessage(file + ": it is no whole ModelProto: it is cut off, damaged, or of another kind");
    }

    /** A graph from {@code x} of four features to {@code y}. */
    private static GraphProto.Builder graph(ModelProto.Builder model) {
        model.addOpsetImportBuilder().setVersion(13);
        GraphProto.Builder graph = model.getGraphBuilder();
        graph.addInputBuilder().setName("x").getTypeBuilder().getTensorTypeBuilder()
                .setElemType(DataType.FLOAT_VALUE).getShapeBuilder()
                .addDim(Dimension.newBuilder().setDimParam("N")).addDim(Dimension.newBuilder().setDimValue(4));
        graph.addOutputBuilder().setName("y");
        return graph;
    }

    /** A graph from {@code x} of a thousand features to {@code y}, and a weight of a million numbers. */
    private static GraphProto.Builder square(ModelProto.Builder model, String weight) {
        int size = 1 << 10;
        GraphProto.Builder graph = graph(model);
        graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(1)
                .setDimValue(size);
        graph.addInitializerBuilder().setName(weight).setDataType(DataType.FLOAT_VALUE).addDims(size).addDims(size)
                .addAllFloatData(Collections.nCopies(size * size, 1f)).setFloatData(7, 2f);
        return graph;
    }

    private Path write(String name, ModelProto.Builder model) throws IOException {
        return Files.write(folder.resolve(name), model.build().toByteArray());
    }
}
