package dev.netc.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.interchange.onnx.writer.OnnxModel;
import dev.netc.interchange.onnx.writer.OnnxWriter;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.runtime.InitialValues;
import dev.netc.runtime.cache.WholeFile;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc export}: a net and its weights for other programs. Needs no device. */
@Command(name = "export", description = {"Writes a model with its weights as an ONNX file, which other programs run.",
    "The file infers: it has the outputs as they are at test time, for any batch. Inputs are what `prepare` leaves:",
    "who runs the file resizes, subtracts the mean and scales."}, footer = {"",
        "Example: what a training learnt, for ONNX Runtime",
        "  netc export models/digits.net --weights runs/digits/best.safetensors -o digits.onnx"}, sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--weights", paramLabel = "FILE", description = "The parameters, safetensors or .npz.")
    private Path weights;

    @Option(names = "--initial", description = "Takes the model's initial values in their place: a net that has learnt nothing.")
    private boolean initial;

    @Option(names = "--seed", paramLabel = "N", description = "Of initial values; else the model's.")
    private Long seed;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE.onnx", required = true, description = "The file to write.")
    private Path file;

    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // An ONNX file without weights runs nowhere, and one with random numbers in their place looks like one that has learnt.
        if (initial == (weights != null)) {
            throw Failure.usage(initial
                    ? "--weights and --initial are two answers to one question"
                    : "the weights are missing: --weights FILE, or --initial for the values that a training begins with");
        }
        ModelFile model = arguments.open(console);
        Program program = Compiler.compile(model.network(), CompileOptions.standard()
                .withFunctions(EnumSet.noneOf(FunctionKind.class)).withTargets(EnumSet.of(Target.PLAIN)));
        Optional<WeightFile> read = Optional.ofNullable(weights).map(WeightFile::read);
        OnnxModel written = OnnxWriter.model(model.network(), read.map(given -> parameters(program, given))
                .orElseGet(() -> InitialValues.of(program, seed(program))), metadata(read));
        write(written);
        console.answer(ExportAnswer.of(model.network(), program.outputs(), file.toString(), written));
        return ExitStatus.DONE.code();
    }

    private static Map<String, Tensor> parameters(Program program, WeightFile given) {
        return Weights.of(program, given.content().tensors(), given.file().toString()).parameters();
    }

    private long seed(Program program) {
        return seed != null ? seed : program.training() == null ? 1 : program.training().seed();
    }

    private static Map<String, String> metadata(Optional<WeightFile> read) {
        return read.flatMap(WeightFile::classes).map(ClassNames::text).map(text -> Map.of("classes", text))
                .orElse(Map.of());
    }

    private void write(OnnxModel model) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.beside(file, beside -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                    model.writeTo(out);
                }
            });
        } catch (IOException e) {
            throw Failures.of(file, e);
        }
    }
}
