package dev.netc.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.reference.Interpreter;
import dev.netc.compiler.reference.Results;
import dev.netc.program.Buffer;
import dev.netc.program.Input;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.runtime.Model;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/** A whole net: what its kernels compute in double, and what the operators' references say of its unfused graphs. */
final class NetOnDevice {
    private static final int STEP = 2;
    private static final long SEED = 99;
    private static final double RATE = 0.1;

    private final Network network;
    private final Map<String, Graph> graphs = new HashMap<>();
    private final Program program;

    NetOnDevice(String text, Target target, boolean fuse) {
        this(text, target, fuse, 1);
    }

    NetOnDevice(String text, Target target, boolean fuse, int parts) {
        var analysis = Frontend.analyse(new SourceText("random.net", text), Map.of());
        network = analysis.network()
                .orElseThrow(() -> new AssertionError(text + new Renderer().render(analysis.problems())));
        program = Compiler.compile(network, CompileOptions.standard().withTargets(Set.of(target))
                .withPrecision(Precision.F64).withFuse(fuse).withParts(parts).withInputGradients(true)
                .withFunctions(Set.of(FunctionKind.INFER, FunctionKind.GRADIENTS, FunctionKind.UPDATE))
                .withObserver((function, stage, graph) -> {
                    if (stage.equals("build") || stage.equals("differentiate")) {
                        graphs.put(function, graph); // the last before anything is simplified
                    }
                }));
    }

    Program program() {
        return program;
    }

    /** Every output, loss and gradient, then every parameter and momentum after a step, as the kernels compute them. */
    Map<String, double[]> found(Model model, int batch) {
        Map<Buffer.Role, double[]> numbers = numbers(batch);
        numbers.forEach((role, values) -> {
            if (role instanceof Buffer.Feed(String name)) {
                model.feed(name, fed(name, values, batch));
            }
        });
        for (Parameter parameter : program.parameters()) {
            long[] shape = parameter.shape().stream().mapToLong(d -> d).toArray();
            model.setParameter(parameter.name(), Tensor.of(joined(parameter, numbers), shape));
        }
        model.momenta().forEach((name, value) -> model.setMomentum(name,
                Tensor.of(new double[value.elements()], value.shape().stream().mapToLong(d -> d).toArray())));
        Scalars scalars = new Scalars(batch, STEP, SEED, RATE, 0, 0);
        Map<String, double[]> found = new LinkedHashMap<>();
        model.run("infer", scalars).forEach((name, value) -> found.put(name, value.toDoubles()));
        model.run("gradients", scalars).forEach((name, value) -> found.put(name, value.toDoubles()));
        model.run("update", scalars);
        model.parameters().forEach((name, value) -> found.put("param." + name, value.toDoubles()));
        model.momenta().forEach((name, value) -> found.put("momentum." + name, value.toDoubles()));
        return found;
    }

    /** The same by the references. */
    Map<String, double[]> expected(int batch) {
        Map<Buffer.Role, double[]> numbers = numbers(batch);
        Map<String, double[]> expected = new LinkedHashMap<>(results("infer", numbers, batch).results());
        expected.putAll(results("gradients", numbers, batch).results());
        Map<Buffer.Role, double[]> state = results("update", numbers, batch).state();
        for (Parameter parameter : program.parameters()) {
            expected.put("param." + parameter.name(), joined(parameter, state));
            if (parameter.learns()) {
                expected.put("momentum." + parameter.name(),
                        join(parameter, column -> state.get(new Buffer.Momentum(parameter.name(), column))));
            }
        }
        return expected;
    }

    private Results results(String function, Map<Buffer.Role, double[]> numbers, int batch) {
        return new Interpreter(graphs.get(function), batch).withStep(RATE, STEP, SEED).run(numbers);
    }

    /** By chance, for every feed and every column's part of a parameter; what has to be positive is. */
    private Map<Buffer.Role, double[]> numbers(int batch) {
        Map<Buffer.Role, double[]> numbers = new LinkedHashMap<>();
        Random random = new Random(7);
        for (var source : graphs.get("update").sources()) {
            double[] values = new double[new Interpreter(graphs.get("update"), batch).length(source.value().type())];
            boolean label = source.role() instanceof Buffer.Feed(String name)
                    && network.input(name).orElseThrow() instanceof Input.Label;
            boolean variance = source.role() instanceof Buffer.Weight(String name, int c)
                    && name.endsWith("running_var");
            Arrays.setAll(values,
                    i -> label ? random.nextInt(2) : variance ? 0.5 + random.nextDouble() : random.nextGaussian());
            numbers.put(source.role(), source.role() instanceof Buffer.Momentum ? new double[values.length] : values);
        }
        return numbers;
    }

    private Tensor fed(String name, double[] values, int batch) {
        List<Long> shape = new ArrayList<>(List.of((long) batch));
        if (network.input(name).orElseThrow() instanceof Input.Tensor tensor) {
            tensor.shape().forEach(d -> shape.add((long) d));
            return Tensor.of(values, shape.stream().mapToLong(d -> d).toArray());
        }
        return Tensor.of(Arrays.stream(values).mapToInt(v -> (int) v).toArray(), batch);
    }

    private static double[] joined(Parameter parameter, Map<Buffer.Role, double[]> state) {
        return join(parameter, column -> state.get(new Buffer.Weight(parameter.name(), column)));
    }

    private static double[] join(Parameter parameter, java.util.function.IntFunction<double[]> part) {
        return java.util.stream.IntStream.range(0, parameter.columns()).mapToObj(part).flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
