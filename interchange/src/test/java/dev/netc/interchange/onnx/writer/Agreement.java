package dev.netc.interchange.onnx.writer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.onnxruntime.OrtException;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.network.Network;
import dev.netc.interchange.onnx.OnnxRuntime;
import dev.netc.program.Input;
import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/** A net run by netc, and by ONNX Runtime from the file that was written of it, on the same weights and inputs. */
final class Agreement {
    private final Network network;
    private final Program program;
    private final int batch;
    private final Random random = new Random(2012);
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();

    /**
     * A net with weights that keep its values about as large as its inputs.
     *
     * @param batch examples
     */
    Agreement(Network network, int batch) {
        this.network = withLogits(network);
        this.batch = batch;
        this.program = Compiler.compile(this.network,
                CompileOptions.standard().withFunctions(EnumSet.of(FunctionKind.INFER)));
        program.parameters().forEach(p -> weights.put(p.name(), weight(p)));
        for (Input input : network.inputs()) {
            if (input instanceof Input.Tensor(String name, List<Integer> shape)) {
                inputs.put(name, Tensor.of(values(shape, batch, 1), sizes(shape)));
            }
        }
    }

    /** Probabilities are small, and say little where one of them is all. */
    private static Network withLogits(Network network) {
        if (network.train() == null) {
            return network;
        }
        List<Network.Named> outputs = new ArrayList<>(network.outputs());
        outputs.add(new Network.Named("logits", network.train().logits()));
        return new Network(network.name(), network.inputs(), network.operations(), outputs, network.bindings(),
                network.train());
    }

    /** Of N(0, 2 / inputs of one output), as {@code he} is; what is one number a channel lies around 0 or 1, a variance around 3. */
    private Tensor weight(Parameter parameter) {
        List<Integer> shape = parameter.shape();
        long outputs = shape.size() == 6 ? (long) shape.get(0) * shape.get(1) * shape.get(2) : shape.get(0);
        double middle = parameter.name().endsWith(".running_var") ? 3 : parameter.name().endsWith(".weight") ? 1 : 0;
        float[] values = shape.size() == 1
                ? values(shape, 1, 0.1)
                : values(shape, 1, Math.sqrt(2 * outputs / (double) parameter.elements()));
        for (int i = 0; i < values.length && shape.size() == 1; i++) {
            values[i] += (float) middle;
        }
        return Tensor.of(values, shape.stream().mapToLong(Integer::longValue).toArray());
    }

    private float[] values(List<Integer> shape, int rows, double deviation) {
        int elements = rows * shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = (float) (Math.clamp(random.nextGaussian(), -3, 3) * deviation);
        }
        return values;
    }

    private long[] sizes(List<Integer> shape) {
        List<Long> sizes = new ArrayList<>(List.of((long) batch));
        shape.forEach(size -> sizes.add(size.longValue()));
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    OnnxModel written() {
        return OnnxWriter.model(network, weights, Map.of());
    }

    /**
     * The largest difference of any two numbers, over all outputs; of outputs whose numbers go beyond 1, as a share of the largest.
     *
     * @throws IllegalStateException where an output is all one number, which would agree whatever was written
     */
    double largestDifference() throws OrtException, IOException {
        Map<String, float[]> expected = netc();
        Map<String, float[]> found = onnxRuntime();
        double largest = expected.keySet().equals(found.keySet()) ? 0 : Double.POSITIVE_INFINITY;
        for (Map.Entry<String, float[]> output : expected.entrySet()) {
            checkVaried(output.getKey(), output.getValue());
            largest = Math.max(largest, difference(output.getValue(), found.get(output.getKey())));
        }
        return largest;
    }

    private static double difference(float[] expected, float[] found) {
        double scale = 1;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - found[i]);
            scale = Math.max(scale, Math.abs(expected[i]));
            largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        return largest / scale;
    }

    private static void checkVaried(String output, float[] values) {
        boolean varied = false;
        for (float value : values) {
            varied |= value != values[0];
        }
        if (!varied) {
            throw new IllegalStateException("output " + output + " is all " + values[0]);
        }
    }

    private Map<String, float[]> netc() {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (Model model = Model.load(program,
                ModelOptions.DEFAULT.withDevices(List.of("0")).withBatch(batch))) {
            weights.forEach(model::setParameter);
            inputs.forEach(model::feed);
            model.run("infer", Scalars.batch(batch)).forEach((name, value) -> outputs.put(name, value.toFloats()));
        }
        return outputs;
    }

    private Map<String, float[]> onnxRuntime() throws OrtException, IOException {
        Path file = Files.createTempFile("written", ".onnx");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            written().writeTo(out);
        }
        try {
            return OnnxRuntime.run(file, inputs);
        } finally {
            Files.delete(file);
        }
    }
}
