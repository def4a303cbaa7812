package dev.netc.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DataArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.Minutes;
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
import dev.netc.program.Training;
import dev.netc.program.Variant;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.PreparedParts;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.timeline.Timeline;
import dev.netc.runtime.training.CheckpointFile;
import dev.netc.runtime.training.ProgressLine;
import dev.netc.runtime.training.RunFolder;
import dev.netc.runtime.training.RunMetadata;
import dev.netc.runtime.training.RunPlace;
import dev.netc.runtime.training.Terms;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingResult;
import dev.netc.runtime.training.TrainingStoppedException;
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

    @Option(names = "--weights", paramLabel = "START", description = {
        "Weights to start from; else the model's initial values. Names or shapes that they do not have",
        "start from those: a last layer for other classes."})
    private Path weights;

    @Option(names = "--resume", description = {
        "Goes on with the run's training from its checkpoint, to the bits of one that was never",
        "interrupted. What is left out is as it was; --epochs may be another."})
    private boolean resume;

    @Option(names = "--checkpoint-every", paramLabel = "MINUTES", converter = Minutes.class, description = "Writes a checkpoint so often within an epoch, beside those after it; else 10.")
    private Duration checkpointEvery;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<CheckpointFile> from = resume
                ? Optional.of(Resumption.open(run, Optional.ofNullable(weights), spec))
                : Optional.empty();
        ModelFile model = arguments.open(console);
        if (model.network().train() == null) {
            throw new NetcException("net " + model.network().name() + " has no train block to train it by");
        }
        TrainingOptions options = options(model.network().train().settings());
        Terms terms = Terms.of(options).and(terms(model));
        from.ifPresent(file -> Resumption.check(run, file.checkpoint().state(), terms, options));
        RunPlace place = RunPlace.open(run);
        if (from.isEmpty()) {
            place.checkFree();
        }
        Optional<WeightFile> start = Optional.ofNullable(weights).map(WeightFile::read);
        Dataset images = from.isPresent()
                ? data.open(from.flatMap(CheckpointFile::classes))
                : data.openSuggesting(start.flatMap(WeightFile::classes)
                        .filter(classes -> classes.size() == model.network().train().settings().logits()));
        images.checkValidation();
        from.ifPresent(file -> file.checkpoint().state().terms().check(terms.and(images)));
        console.say(images.description());
        Interruption interruption = new Interruption(console);
        return interruption.during(() -> {
            try (TraceFile trace = devices.trace()) {
                console.answer(train(model, images, new Start(options, place, from, start), trace.timeline(),
                        interruption));
            } catch (DeviceOutOfMemoryException e) {
                throw Failure.of(ExitStatus.TRAINING_FAILED, Message.of("memory", e.getMessage()), e);
            }
            return ExitStatus.DONE.code();
        });
    }

    /**
     * From where a training starts.
     *
     * @param from where it goes on, if it does
     * @param weights that it begins with; else the model's initial values
     */
    private record Start(TrainingOptions options, RunPlace place, Optional<CheckpointFile> from,
            Optional<WeightFile> weights) {}

    /** What else may not change. */
    private Map<String, String> terms(ModelFile model) {
        Map<String, String> terms = new TreeMap<>();
        terms.put("model", model.text());
        terms.put("parameters", arguments.parameters().isEmpty()
                ? "none"
                : new TreeMap<>(arguments.parameters()).toString());
        terms.put("precision", compile.precision().name().toLowerCase(Locale.ROOT));
        terms.put("kernels fused", Boolean.toString(compile.fuses()));
        return terms;
    }

    private TrainAnswer train(ModelFile model, Dataset images, Start start, Timeline timeline,
            Interruption interruption) {
        try (PreparedParts prepared = prepared(model, images, start, timeline)) {
            return train(model, images, prepared, start, timeline, interruption);
        }
    }

    /** The images as the net reads them; those that a training begins with are decoded from now on. */
    private static PreparedParts prepared(ModelFile model, Dataset images, Start start, Timeline timeline) {
        return start.from().isEmpty()
                ? ImageInput.readAhead(model, images.train(), start.options(), timeline)
                : new PreparedParts(start.options().cacheBytes());
    }

    private TrainAnswer train(ModelFile model, Dataset images, PreparedParts prepared, Start start, Timeline timeline,
            Interruption interruption) {
        TrainingOptions options = start.options();
        Program program = timeline.during("compile the net",
                () -> compile(model, images, EnumSet.of(FunctionKind.TRAIN, FunctionKind.EVALUATE)));
        StartValues values = StartValues.of(start.weights(), program);
        start.place().checkRoom(program, compile.precision());
        try (Model loaded = load(program, options, timeline)) {
            Placement.say(loaded, console);
            ProgressLine progress = new ProgressLine(console.err(), console.isTerminal(), options.epochs());
            LastEpoch last = new LastEpoch(console);
            Report report = new Report(run, new About(model.network(), model.text(),
                    RunFacts.of(spec, model, loaded, images, options), options.epochs(), options.seed()), images,
                    program);
            RunFolder folder = folder(start,
                    new RunMetadata(model.text(), images.classes(), settings(options, loaded.variant())), warning -> {
                        progress.warned(warning);
                        report.warned(warning);
                        console.warned("run", warning);
                    });
            if (start.from().isEmpty()) {
                values.tell(images.classes(), console, report);
            }
            Trainer trainer = new Trainer(loaded, images, options,
                    TrainingListener.all(List.of(progress, folder, last, report))).withTerms(terms(model))
                    .withImages(prepared)
                    .withInspector(new StepInspector(() -> values.into(loaded, options.seed()),
                            () -> load(compile(model, images, EnumSet.of(FunctionKind.INSPECT)), options,
                                    Timeline.OFF)));
            start.from().ifPresent(file -> trainer.resume(file.checkpoint()));
            interruption.stops(trainer);
            TrainingResult result = reported(report, folder,
                    () -> trainer.train(() -> values.into(loaded, options.seed())));
            report.failure().ifPresent(failure -> console.warn("report", failure));
            return TrainAnswer.of(Placement.names(loaded), run, result, last, images.watchesTest());
        }
    }

    private RunFolder folder(Start start, RunMetadata metadata, Consumer<String> warnings) {
        return start.from().isPresent()
                ? RunFolder.resume(start.place(), metadata, LeftOut.of(spec), warnings)
                : RunFolder.begin(start.place(), metadata, LeftOut.of(spec), warnings);
    }

    /** The training, whose end the report tells of, whichever it is. */
    private TrainingResult reported(Report report, RunFolder folder, Supplier<TrainingResult> training) {
        try {
            return training.get();
        } catch (TrainingStoppedException e) {
            Stopped stopped = Stopped.of(e, folder, RunFacts.resuming(spec));
            report.interrupted(stopped.note());
            report.failure().ifPresent(words -> console.warn("report", words));
            throw stopped.failure();
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

    private Program compile(ModelFile model, Dataset images, Set<FunctionKind> functions) {
        CompileOptions standard = devices.over(CompileOptions.standard(), console).withFunctions(functions);
        return Compiler.compile(model.network(),
                ImageInput.sizedFor(compile.over(standard, console), model, images.train()));
    }

    private Model load(Program program, TrainingOptions options, Timeline timeline) {
        return Model.load(program, devices.over(ModelOptions.DEFAULT, compile.precision()).withBatch(options.batch())
                .withTimeline(timeline));
    }

    private TrainingOptions options(Training training) {
        TrainingOptions options = TrainingOptions.of(training);
        options = epochs == null ? options : options.withEpochs(epochs);
        options = batch == null ? options : options.withBatch(batch);
        options = checkpointEvery == null ? options : options.withCheckpointEvery(checkpointEvery);
        return seed == null ? options : options.withSeed(seed);
    }

    /**
     * What the weights are a function of, beside the model's text: not the devices and the number of epochs to come, on which they do
     * not depend, but in how many parts a batch was summed, which rounds them.
     */
    private Map<String, String> settings(TrainingOptions options, Variant variant) {
        Map<String, String> settings = new TreeMap<>();
        arguments.parameters().forEach((name, value) -> settings.put("parameter." + name, value.toString()));
        settings.put("batch", Integer.toString(options.batch()));
        settings.put("seed", Long.toString(options.seed()));
        if (variant.split()) {
            settings.put("parts", Integer.toString(variant.devices()));
        }
        settings.put("precision", compile.precision().name().toLowerCase(Locale.ROOT));
        return settings;
    }
}
