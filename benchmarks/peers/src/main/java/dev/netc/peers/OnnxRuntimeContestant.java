package dev.netc.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.netc.compiler.network.Network;
import dev.netc.interchange.onnx.writer.OnnxWriter;
import dev.netc.runtime.tensor.Tensor;

/** ONNX Runtime on its CPU provider, every graph optimisation on. It does not train. */
final class OnnxRuntimeContestant implements Contestant {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final String input;
    private final OrtSession session;
    private OnnxTensor images;

    /** Exports a net and opens it. */
    OnnxRuntimeContestant(Network network, String input, Map<String, Tensor> parameters, int threads) {
        this.input = input;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            session = environment.createSession(exported(network, parameters), options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not take " + network.name(), e);
        }
    }

    private static byte[] exported(Network network, Map<String, Tensor> parameters) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            OnnxWriter.model(network, parameters, Map.of()).writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return file.toByteArray();
    }

    @Override
    public String name() {
        return "ONNX Runtime " + environment.getVersion();
    }

    @Override
    public void give(Examples examples) {
        release();
        ByteBuffer bytes = examples.images().bytes();
        FloatBuffer copy = Tensor.allocate(Tensor.Type.F32, examples.images().elements()).put(bytes).flip()
                .asFloatBuffer();
        long[] shape = examples.images().shape().stream().mapToLong(Long::longValue).toArray();
        try {
            images = OnnxTensor.createTensor(environment, copy, shape);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not take " + examples.images(), e);
        }
    }

    @Override
    public float[] infer() {
        try (OrtSession.Result result = session.run(Map.of(input, images))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            return copy;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not run", e);
        }
    }

    private void release() {
        if (images != null) {
            images.close();
        }
    }

    @Override
    public void close() {
        release();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not close", e);
        }
    }
}
