package dev.netc.interchange.importer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

import com.google.protobuf.CodedOutputStream;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.interchange.onnx.schema.TensorShapeProto.Dimension;
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
}
