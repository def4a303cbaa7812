package dev.netc.interchange.onnx;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.netc.runtime.tensor.Tensor;

/** What the others compute. */
public final class OnnxRuntime {
    private OnnxRuntime() {}

    /** The outputs of a file, by name, of inputs by name. */
    public static Map<String, float[]> run(Path file, Map<String, Tensor> inputs) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> fed = new LinkedHashMap<>();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (OrtSession session = environment.createSession(file.toString())) {
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                fed.put(input.getKey(),
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.getValue().toFloats()),
                                input.getValue().shape().stream().mapToLong(Long::longValue).toArray()));
            }
            try (OrtSession.Result results = session.run(fed)) {
                results.forEach(result -> {
                    FloatBuffer values = ((OnnxTensor) result.getValue()).getFloatBuffer();
                    float[] copy = new float[values.remaining()];
                    values.get(copy);
                    outputs.put(result.getKey(), copy);
                });
            }
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
        return outputs;
    }
}
