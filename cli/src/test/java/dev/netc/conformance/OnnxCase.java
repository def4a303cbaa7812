package dev.netc.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.Unsayable;
import dev.netc.interchange.onnx.reader.OnnxReader;
import dev.netc.interchange.onnx.reader.OnnxTensors;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.runtime.Devices;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/**
 * One of ONNX's own conformance cases: a model, what is fed, and what comes out.
 *
 * @param name of its folder
 * @param operators that its nodes have
 * @param files its own files, by name
 */
record OnnxCase(String name, String operators, Map<String, byte[]> files) {
    private static final double TOLERANCE = 1e-5;

    /** What became of it. */
    sealed interface Verdict {
        /** The outputs agree. */
        record Passed() implements Verdict {}

        /** They do not. */
        record Failed(String why) implements Verdict {}

        /** The language has no words for it. */
        record OutOfScope(String why) implements Verdict {}
    }

    /** Imports and runs it. */
    Verdict run() {
        List<String> inputs = OnnxTensors.inputs(files.get("model.onnx"));
        Map<String, byte[]> tensors = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            byte[] tensor = files.get("test_data_set_0/input_" + i + ".pb");
            if (tensor != null) {
                tensors.put(inputs.get(i), tensor);
            }
        }
        try {
            return outputs(imported(inputs, tensors), tensors);
        } catch (ImportException refused) {
            return new Verdict.OutOfScope(refused.unsayable().isEmpty()
                    ? refused.getMessage()
                    : refused.unsayable().stream().map(Unsayable::why).distinct().collect(Collectors.joining("; ")));
        }
    }

    /** Inputs that are parameters in the language are given with the model; of others the first is what is computed. */
    private Imported imported(List<String> inputs, Map<String, byte[]> tensors) {
        try {
            Imported structure = read(Map.of());
            Set<String> fed = structure.inputs().stream().map(Imported.Carried::from).collect(Collectors.toSet());
            return fed.containsAll(inputs) ? structure : read(without(tensors, fed));
        } catch (ImportException refused) {
            if (inputs.size() < 2) {
                throw refused;
            }
            try {
                return read(without(tensors, Set.of(inputs.getFirst())));
            } catch (ImportException again) {
                refused.addSuppressed(again);
                throw refused;
            }
        }
    }

    private static Map<String, byte[]> without(Map<String, byte[]> tensors, Set<String> names) {
        Map<String, byte[]> others = new HashMap<>(tensors);
        names.forEach(others::remove);
        return others;
    }

    private Imported read(Map<String, byte[]> given) {
        return OnnxReader.read(name, files.get("model.onnx"), given);
    }

    private Verdict outputs(Imported net, Map<String, byte[]> tensors) {
        Network network = Frontend.analyse(new SourceText(name, net.text()), Map.of()).network().orElseThrow();
        boolean doubles = OnnxTensors.read(files.get("test_data_set_0/output_0.pb")).type() == Tensor.Type.F64;
        Precision precision = doubles ? Precision.F64 : Precision.F32;
        Target kernels = Devices.list().getFirst().target();
        Program program = Compiler.compile(network, CompileOptions.standard().withTargets(Set.of(kernels))
                .withFunctions(Set.of(FunctionKind.INFER)).withPrecision(precision));
        Map<String, Tensor> fed = new HashMap<>();
        int batch = 1;
        for (Imported.Carried input : net.inputs()) {
            Tensor tensor = OnnxTensors.read(tensors.get(input.from()));
            long example = input.shape().stream().mapToLong(d -> d).reduce(1, (a, b) -> a * b);
            batch = Math.toIntExact(tensor.elements() / example);
            List<Long> shape = new ArrayList<>(List.of((long) batch));
            input.shape().forEach(d -> shape.add((long) d));
            fed.put(input.name(), tensor.reshape(shape.stream().mapToLong(d -> d).toArray()));
        }
        try (Model model = Model.load(program,
                ModelOptions.DEFAULT.withDevices("0").withPrecision(precision).withBatch(batch))) {
            net.weights().forEach(model::setParameter);
            if (net.weights().isEmpty()) {
                model.initialize(1);
            }
            fed.forEach(model::feed);
            return compare(net, model.run("infer", Scalars.batch(batch)));
        }
    }

    private Verdict compare(Imported net, Map<String, Tensor> found) {
        for (int i = 0; i < net.outputs().size(); i++) {
            Tensor expected = OnnxTensors.read(files.get("test_data_set_0/output_" + i + ".pb"));
            Tensor actual = found.get(net.outputs().get(i).name());
            if (actual.elements() != expected.elements()) {
                return new Verdict.Failed("output " + i + " is " + actual + ", not " + expected);
            }
            for (int e = 0; e < expected.elements(); e++) {
                double difference = Math.abs(actual.doubleAt(e) - expected.doubleAt(e));
                if (!(difference <= TOLERANCE * (1 + Math.abs(expected.doubleAt(e))))) {
                    return new Verdict.Failed("output " + i + " has " + actual.doubleAt(e) + " at " + e + ", not "
                            + expected.doubleAt(e));
                }
            }
        }
        return new Verdict.Passed();
    }
}
