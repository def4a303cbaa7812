package dev.netc.interchange.onnx.writer;

import java.io.IOException;
import java.io.OutputStream;

import dev.netc.interchange.onnx.schema.ModelProto;

/** An ONNX model, whole. */
public final class OnnxModel {
    private final ModelProto model;
    private final int parameters;

    OnnxModel(ModelProto model, int parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    /** Operators applied. */
    public int nodes() {
        return model.getGraph().getNodeCount();
    }

    /** Tensors that were parameters of the net. */
    public int parameters() {
        return parameters;
    }

    /** Bytes of the file. */
    public long bytes() {
        return model.getSerializedSize();
    }

    /** Writes the file. */
    public void writeTo(OutputStream out) throws IOException {
        model.writeTo(out);
    }
}
