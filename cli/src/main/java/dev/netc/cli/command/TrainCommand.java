package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DataArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.option.TraceFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Message;
import dev.netc.cli.report.About;
import dev.netc.cli.report.Report;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.program.Program;
import dev.netc.program.Variant;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.timeline.Timeline;
import dev.netc.runtime.training.ProgressLine;
import dev.netc.runtime.training.RunFolder;
import dev.netc.runtime.training.RunMetadata;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code netc train}. */
@Command(name = "train", description = "Trains a model on labelled images and keeps what it learns in a run's folder.", footer = {
    "", "Example: handwritten digits, which netc ships, in half a minute",
    "  netc train models/digits.net --data digits --run runs/digits"}, sortOptions = false)
public final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArguments arguments;

    @Mixin
    private DataArguments data;

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "The folder for weights, metrics, the model as trained and report.html.")
    private Path run;

    @Option(names = "--epochs", paramLabel = "N", converter = PositiveNumber.class, description = "Most epochs; else the model's.")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", converter = PositiveNumber.class, description = "Images a step; else the model's.")
    private Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "Of initial values, order, augmentation and dropout; else the model's.")
    private Long seed;

    @Option(names = "--weights", paramLabel = "START", description = "Weights to start from; else the model's initial values.")
    private Path weights;

    @Option(names = "--resume", description = "Goes on with an earlier run. Not there yet.")
    private boolean resume;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (resume) {
            throw Failure.notYet("--resume is not there yet; --weights " + run.resolve("last.safetensors")
                    + " starts from the weights of an earlier run");
        }
        ModelFile model = arguments.open(console);
        if (model.network().train() == null) {
            throw new NetcException("net " + model.network().name() + " has no train block to train it by");
        }
        Optional<WeightFile> start = Optional.ofNullable(weights).map(WeightFile::read);
        Dataset images = data.open(start.flatMap(WeightFile::classes));
        images.checkValidation();
        console.say(images.description());
        try (TraceFile trace = devices.trace()) {
            console.answer(train(model, images, start, trace.timeline()));
        } catch (DeviceOutOfMemoryException e) {
            throw Failure.of(ExitStatus.TRAINING_FAILED, Message.of("memory", e.getMessage()), e);
        }
        return ExitStatus.DONE.code();
    }

    private TrainAnswer train(ModelFile model, Dataset images, Optional<WeightFile> start, Timeline timeline) {
        Program program = timeline.during("compile the net",
                () -> compile(model, images, EnumSet.of(FunctionKind.TRAIN, FunctionKind.EVALUATE)));
        TrainingOptions options = options(program);
        try (Model loaded = load(program, options, timeline)) {
            Placement.say(loaded, console);
            start.ifPresent(file -> file.into(loaded));
            RunFolder folder = RunFolder.begin(run,
                    new RunMetadata(model.text(), images.classes(), settings(options, loaded.variant())));
            LastEpoch last = new LastEpoch(console);
            Report report = new Report(run, new About(model.network(), model.text(),
                    RunFacts.of(spec, model, loaded, images, options), options.epochs(), options.seed()), images,
                    program);
            Trainer trainer = new Trainer(loaded, images, options, TrainingListener.all(List.of(
                    new ProgressLine(console.err(), console.isTerminal(), options.epochs()), folder, last, report)))
                    .withInspector(new StepInspector(() -> restart(loaded, start, options),
                            () -> load(compile(model, images, EnumSet.of(FunctionKind.INSPECT)), options,
                                    Timeline.OFF)));
            TrainingResult result = reported(report, () -> Interruption.during(console, run, last,
                    () -> trainer.train(() -> initialize(loaded, start, options))));
            report.failure().ifPresent(failure -> console.warn("report", failure));
            return TrainAnswer.of(Placement.names(loaded), run, result, last, images.watchesTest());
        }
    }

    /** The training, whose end the report tells of, whichever it is. */
    private static TrainingResult reported(Report report, Supplier<TrainingResult> training) {
        try {
            TrainingResult result = training.get();
            report.ended(result);
            return result;
        } catch (RuntimeException | Error e) {
            stop(report, e);
            throw e;
        }
    }

    /** Writes why the training cannot go on; where memory is short, that may fail, too, and the first failure counts. */
    private static void stop(Report report, Throwable why) {
        try {
            report.stopped(Objects.toString(why.getMessage(), why.toString()));
        } catch (RuntimeException | OutOfMemoryError e) {
            why.addSuppressed(e);
        }
    }

    private static void initialize(Model model, Optional<WeightFile> start, TrainingOptions options) {
        if (start.isEmpty()) {
            model.initialize(options.seed());
        }
    }

    private static void restart(Model model, Optional<WeightFile> start, TrainingOptions options) {
        model.initialize(options.seed()); // momentum, too
        start.ifPresent(file -> file.into(model));
    }

    private Program compile(ModelFile model, Dataset images, Set<FunctionKind> functions) {
        CompileOptions standard = devices.over(CompileOptions.standard(), console).withFunctions(functions);
        return Compiler.compile(model.network(),
                ImageInput.sizedFor(compile.over(standard, console), model, images.train()));
    }

    private Model load(Program program, TrainingOptions options, Timeline timeline) {
        return Model.load(program, devices.over(ModelOptions.DEFAULT, compile.precision()).withBatch(options.batch())
                .withTimeline(timeline));
    }

    private TrainingOptions options(Program program) {
        TrainingOptions options = TrainingOptions.of(program.training());
        options = epochs == null ? options : options.withEpochs(epochs);
        options = batch == null ? options : options.withBatch(batch);
        return seed == null ? options : options.withSeed(seed);
    }

    /**
     * What the weights are a function of, beside the model's text: not the devices, on which they do not depend, but in how many
     * parts a batch was summed, which rounds them.
     */
    private Map<String, String> settings(TrainingOptions options, Variant variant) {
        Map<String, String> settings = new TreeMap<>();
        arguments.parameters().forEach((name, value) -> settings.put("parameter." + name, value.toString()));
        settings.put("epochs", Integer.toString(options.epochs()));
        settings.put("batch", Integer.toString(options.batch()));
        settings.put("seed", Long.toString(options.seed()));
        if (variant.split()) {
            settings.put("parts", Integer.toString(variant.devices()));
        }
        settings.put("precision", compile.precision().name().toLowerCase(Locale.ROOT));
        return settings;
    }
}
