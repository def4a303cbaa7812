package dev.netc.interchange.onnx.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.draft.Finished;
import dev.netc.interchange.draft.Habit;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.wire.Wire;

/** Reads ONNX models. */
public final class OnnxReader {
    private static final Habit HABIT = new Habit("scale(1 / 255)", "scale(1 / 255)");

    private OnnxReader() {}

    /**
     * Reads a model.
     *
     * @param tensors files with a tensor each ({@code .pb}), which stands for the input of its name
     * @throws ImportException where a file is broken, or says what the language cannot: every such node
     * @throws IOException where a file cannot be read
     */
    public static Imported read(Path model, List<Path> tensors) throws IOException {
        Map<String, TensorProto> given = new HashMap<>();
        for (Path file : tensors) {
            TensorProto tensor = Wire.read(file, TensorProto.getDefaultInstance());
            if (tensor.getName().isEmpty()) {
                throw new ImportException(file.toString(), "its tensor has no name, so that it stands for no input");
            }
            given.put(tensor.getName(), tensor);
        }
        return read(model.toString(), Wire.read(model, ModelProto.getDefaultInstance()), given);
    }

    /**
     * Reads a model from its bytes.
     *
     * @param file where they are from, for messages
     * @param given tensors, as files hold them, that stand for inputs, by the inputs' names
     * @throws ImportException as the other
     */
    public static Imported read(String file, byte[] model, Map<String, byte[]> given) {
        Map<String, TensorProto> tensors = new HashMap<>();
        given.forEach((name, bytes) -> tensors.put(name, Wire.parse(name, bytes, TensorProto.getDefaultInstance())));
        return read(file, Wire.parse(file, model, ModelProto.getDefaultInstance()), tensors);
    }

    private static Imported read(String file, ModelProto model, Map<String, TensorProto> given) {
        Graph graph = Graph.of(file, model, given);
        Translation first = null;
        for (int lead : Reading.attempts(graph)) {
            Translation attempt = new Translation(graph, lead);
            attempt.translate();
            if (attempt.unsayable().isEmpty()) {
                return Finished.of(file, attempt.draft(), HABIT);
            }
            first = first == null ? attempt : first;
        }
        throw new ImportException(file, first.unsayable());
    }
}
