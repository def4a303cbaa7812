package dev.netc.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.option.TraceFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.network.Network;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc run}: tensors in, tensors out. */
@Command(name = "run", description = {
    "Runs a net on tensors, without preparing images: for comparing, and for scripts.",
    "All files are safetensors; weights and inputs may be .npz, too. Inputs stand under the net's names, the batch first."}, footer = {
        "",
        "Example: outputs, loss and every gradient, in double",
        "  netc run models/digits.net --weights best.safetensors --inputs in.safetensors --outputs out.safetensors \\",
        "    --gradients --precision f64"}, sortOptions = false)
public final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--weights", paramLabel = "FILE", description = "The parameters; left out, the model's initial values, written as param.NAME.")
    private Path weights;

    @Option(names = "--inputs", paramLabel = "FILE", required = true, description = "The inputs, labels as I32 or I64.")
    private Path inputs;

    @Option(names = "--outputs", paramLabel = "FILE", required = true, description = "Where the results are written.")
    private Path outputs;

    @Option(names = "--all", description = "Writes every named value, not the outputs alone.")
    private boolean all;

    @Option(names = "--gradients", description = "Writes the gradient of the loss by every parameter and input, as grad.NAME.")
    private boolean gradients;

    @Option(names = "--dropout", description = "Lets dropout drop in training mode.")
    private boolean dropout;

    @Option(names = "--steps", paramLabel = "N", converter = PositiveNumber.class, description = "Does optimizer steps on this batch and writes the parameters as param.NAME.")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", converter = PositiveNumber.class, description = "How many examples the inputs must have.")
    private Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "Of initial values and dropout; else the model's.")
    private Long seed;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public RunCommand(Console console) {
        this.console = console;
    }

    /** What was written. */
    private record RunAnswer(String outputs, int batch, List<Written> tensors) implements Answer {
        record Written(String name, String type, List<Long> shape) {}

        static RunAnswer of(Path file, int batch, Map<String, Tensor> results) {
            return new RunAnswer(file.toString(), batch, results.entrySet().stream()
                    .map(e -> new Written(e.getKey(), e.getValue().type().name(), e.getValue().shape())).toList());
        }

        @Override
        public String text() {
            Table table = new Table().words("tensor").words("type").words("shape");
            tensors.forEach(t -> table.row(t.name(), t.type(), Figures.shape(t.shape())));
            return table.text();
        }
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        RunInputs given = RunInputs.of(model.network(), WeightFile.read(inputs), Optional.ofNullable(batch));
        boolean loss = given.hasLabel();
        if (!loss && (gradients || steps != null)) {
            throw Failure.inputs(inputs.toString(), given.whyNoLoss());
        }
        Program program = Compiler.compile(model.network(), options(loss));
        ModelOptions loading = devices.over(ModelOptions.DEFAULT, compile.precision()).withBatch(given.batch());
        Map<String, Tensor> results = new LinkedHashMap<>();
        try (TraceFile trace = devices.trace();
                Model loaded = Model.load(program, loading.withTimeline(trace.timeline()))) {
            long drawn = seed != null ? seed : seedOf(program);
            start(loaded, drawn);
            given.into(loaded);
            results.putAll(infer(loaded, model.network(), given.batch()));
            if (loss) {
                results.putAll(loss(loaded, new Scalars(given.batch(), 0, drawn, 0, 0, 0)));
            }
            step(loaded, given.batch(), drawn);
            if (weights == null || steps != null) {
                loaded.parameters().forEach((name, value) -> results.put("param." + name, value));
            }
        }
        write(results);
        console.answer(RunAnswer.of(outputs, given.batch(), results));
        return ExitStatus.DONE.code();
    }

    private CompileOptions options(boolean loss) {
        Set<FunctionKind> functions = EnumSet.of(FunctionKind.INFER);
        if (loss) {
            functions.add(FunctionKind.GRADIENTS);
        }
        if (steps != null) {
            functions.add(FunctionKind.UPDATE);
        }
        return compile.over(devices.over(CompileOptions.standard(), console).withFunctions(functions)
                .withAllValues(all).withInputGradients(gradients).withDropout(dropout), console);
    }

    private static long seedOf(Program program) {
        return program.training() == null ? 1 : program.training().seed();
    }

    private void start(Model loaded, long drawn) {
        if (weights == null) {
            loaded.initialize(drawn);
        } else {
            WeightFile.read(weights).into(loaded);
        }
    }

    private static Map<String, Tensor> infer(Model loaded, Network network, int examples) {
        Map<String, Tensor> results = new LinkedHashMap<>();
        loaded.run("infer", Scalars.batch(examples)).forEach((name, value) -> results.put(name,
                NamedShapes.of(network, name, examples).map(value::reshape).orElse(value)));
        return results;
    }

    private Map<String, Tensor> loss(Model loaded, Scalars scalars) {
        Map<String, Tensor> results = new LinkedHashMap<>();
        Map<String, Tensor> found = gradients
                ? loaded.run("gradients", scalars)
                : loaded.run("gradients", scalars, Set.of("loss"));
        found.forEach((name, value) -> {
            if (name.equals("loss")) {
                results.put(name, mean(value));
            } else if (name.startsWith("grad.")) {
                results.put(name, value);
            }
        });
        return results;
    }

    /** The mean over the batch, of shape [1]. */
    private static Tensor mean(Tensor losses) {
        double sum = 0;
        for (int i = 0; i < losses.elements(); i++) {
            sum += losses.doubleAt(i);
        }
        return Tensor.of(new double[]{sum / losses.elements()}, 1).as(losses.type());
    }

    private void step(Model loaded, int examples, long drawn) {
        for (int step = 0; steps != null && step < steps; step++) {
            double rate = loaded.program().training().rate();
            loaded.run("update", new Scalars(examples, step, drawn, rate, 0, 0), Set.of());
        }
    }

    private void write(Map<String, Tensor> results) {
        try {
            Safetensors.write(outputs, results, Map.of());
        } catch (IOException e) {
            throw Failures.of(outputs, e);
        }
    }
}
