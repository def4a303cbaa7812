package dev.netc.interchange.onnx.reader;

import java.util.List;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.ValueInfoProto;
import dev.netc.interchange.wire.Wire;
import dev.netc.runtime.tensor.Tensor;

/** Tensors in files of their own, as ONNX's conformance cases have them. */
public final class OnnxTensors {
    private OnnxTensors() {}

    /**
     * A tensor.
     *
     * @throws ImportException where the bytes are none, or none of numbers that are read
     */
    public static Tensor read(byte[] file) {
        try {
            return Constants.read("tensor", Wire.parse("tensor", file, TensorProto.getDefaultInstance())).values()
                    .orElseThrow();
        } catch (Refusal refusal) {
            throw new ImportException("tensor", refusal.getMessage(), refusal);
        }
    }

    /**
     * The names of a model's inputs, in order, those that are constants too.
     *
     * @throws ImportException where the bytes are no model
     */
    public static List<String> inputs(byte[] model) {
        return Wire.parse("model", model, ModelProto.getDefaultInstance()).getGraph().getInputList().stream()
                .map(ValueInfoProto::getName).toList();
    }
}
