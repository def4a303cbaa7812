package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;

import dev.netc.cli.option.ClassesArgument;
import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.TraceFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Bars;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.training.Prediction;
import dev.netc.runtime.training.Predictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netc predict}. */
@Command(name = "predict", description = "Tells the five likeliest classes of images.", footer = {"",
    "Example: what is on a photograph",
    "  netc predict models/cifar10-columns.net --weights runs/cifar10/best.safetensors photo.jpg"}, sortOptions = false)
public final class PredictCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "JPEG, PNG, BMP or GIF files.")
    private List<Path> files;

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "The weights; they know the classes' names.")
    private Path weights;

    @Mixin
    private ClassesArgument classes;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public PredictCommand(Console console) {
        this.console = console;
    }

    /** What was seen. */
    private record PredictAnswer(List<Prediction> images) implements Answer {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            for (Prediction image : images) {
                text.append(text.isEmpty() ? "" : "\n").append(image.file()).append('\n').append(bars(image));
            }
            return text.toString();
        }

        private static String bars(Prediction image) {
            Table table = new Table().figures("").words("").words("");
            image.classes().forEach(c -> table.row("  " + Figures.percent(c.probability()),
                    Bars.of(c.probability()), c.name()));
            return table.text();
        }
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        WeightFile trained = WeightFile.read(weights);
        ImageInput.warnUnprepared(model, trained, console);
        CompileOptions options = compile.over(devices.over(CompileOptions.standard(), console)
                .withFunctions(EnumSet.of(FunctionKind.PREDICT)), console);
        Program program = Compiler.compile(model.network(), trained.imagesOf(options));
        ModelOptions loading = devices.over(ModelOptions.DEFAULT, compile.precision())
                .withBatch(Math.min(files.size(), Predictor.TOGETHER));
        try (TraceFile trace = devices.trace();
                Model loaded = Model.load(program, loading.withTimeline(trace.timeline()))) {
            trained.into(loaded);
            console.answer(new PredictAnswer(
                    new Predictor(loaded, classes.names().or(trained::classes)).predict(files)));
        }
        return ExitStatus.DONE.code();
    }
}
