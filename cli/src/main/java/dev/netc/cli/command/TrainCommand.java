package dev.netc.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

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
import dev.netc.program.Training;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.training.CheckpointFile;
import dev.netc.runtime.training.RunLock;
import dev.netc.runtime.training.RunPlace;
import dev.netc.runtime.training.Terms;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingState;
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
        if (!resume) {
            ModelFile model = model();
            try (RunLock lock = RunLock.take(run)) {
                lock.place().checkFree();
                return train(model, lock, Optional.empty());
            }
        }
        if (weights != null) {
            throw Failure
                    .usage("--resume goes on with the weights of the run's checkpoint, --weights begins with others:"
                            + " only one of them makes sense");
        }
        new RunPlace(run).checkResumable();
        try (RunLock lock = RunLock.take(run)) {
            CheckpointFile from = Resumption.open(lock.place(), spec, devices, console);
            return train(model(), lock, Optional.of(from));
        }
    }

    private ModelFile model() {
        ModelFile model = arguments.open(console);
        if (model.network().train() == null) {
            throw new NetcException("net " + model.network().name() + " has no train block to train it by");
        }
        return model;
    }

    private int train(ModelFile model, RunLock lock, Optional<CheckpointFile> from) {
        Training training = model.network().train().settings();
        TrainingOptions options = options(training);
        TrainedNet net = new TrainedNet(model, arguments.parameters(), compile, devices, console);
        Terms terms = Terms.of(options).and(net.terms());
        Optional<TrainingState> rested = from.map(file -> file.checkpoint().state());
        rested.ifPresent(state -> Resumption.check(lock.place(), state, terms, options));
        Optional<WeightFile> start = Optional.ofNullable(weights).map(WeightFile::read);
        Dataset images = from.isPresent()
                ? data.open(from.flatMap(CheckpointFile::classes))
                : data.openSuggesting(start.flatMap(WeightFile::classes)
                        .filter(classes -> classes.size() == training.logits()));
        images.checkValidation();
        rested.ifPresent(state -> state.terms().check(terms.and(images)));
        console.say(images.description());
        return answered(new TrainingRun(net, images, new TrainingStart(options, lock, from, start), spec, console));
    }

    private int answered(TrainingRun training) {
        Interruption interruption = new Interruption(console);
        return interruption.during(() -> {
            try (TraceFile trace = devices.trace()) {
                interruption.closes(trace::close);
                console.answer(training.train(trace.timeline(), interruption));
            } catch (DeviceOutOfMemoryException e) {
                throw Failure.of(ExitStatus.TRAINING_FAILED, Message.of("memory", e.getMessage()), e);
            }
            return ExitStatus.DONE.code();
        });
    }

    private TrainingOptions options(Training training) {
        TrainingOptions options = TrainingOptions.of(training);
        options = epochs == null ? options : options.withEpochs(epochs);
        options = batch == null ? options : options.withBatch(batch);
        options = checkpointEvery == null ? options : options.withCheckpointEvery(checkpointEvery);
        return seed == null ? options : options.withSeed(seed);
    }
}
