package dev.netc.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.netc.cli.output.Console;
import dev.netc.cli.report.About;
import dev.netc.cli.report.Report;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.PreparedParts;
import dev.netc.runtime.timeline.Timeline;
import dev.netc.runtime.training.ProgressLine;
import dev.netc.runtime.training.RunFolder;
import dev.netc.runtime.training.RunMetadata;
import dev.netc.runtime.training.Terms;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingResult;
import dev.netc.runtime.training.TrainingStoppedException;
import picocli.CommandLine.Model.CommandSpec;

/** A training of a command, from the net's compilation to its answer, with all that listens to it. */
final class TrainingRun {
    private final TrainedNet net;
    private final Dataset images;
    private final TrainingStart start;
    private final CommandSpec spec;
    private final Console console;
    private final TrainingOptions options;

    /** @param spec of the command, for the report and for whoever goes on */
    TrainingRun(TrainedNet net, Dataset images, TrainingStart start, CommandSpec spec, Console console) {
        this.net = net;
        this.images = images;
        this.start = start;
        this.spec = spec;
        this.console = console;
        this.options = start.options();
    }

    /** Trains, until it has ended or is interrupted. */
    TrainAnswer train(Timeline timeline, Interruption interruption) {
        try (PreparedParts prepared = prepared(timeline)) {
            Program program = timeline.during("compile the net", () -> net.compile(images.train()));
            StartValues values = StartValues.of(start.weights(), program);
            start.lock().place().checkRoom(program, net.precision());
            try (Model loaded = net.load(program, options.batch(), timeline)) {
                Placement.say(loaded, console);
                return train(loaded, values, prepared, interruption);
            }
        }
    }

    /** The images as the net reads them; those that a training begins with are decoded from now on. */
    private PreparedParts prepared(Timeline timeline) {
        return start.from().isEmpty()
                ? ImageInput.readAhead(net.file(), images.train(), options, timeline)
                : new PreparedParts(options.cacheBytes());
    }

    private TrainAnswer train(Model model, StartValues values, PreparedParts prepared, Interruption interruption) {
        ProgressLine progress = new ProgressLine(console.err(), console.isTerminal(), options.epochs());
        NotableEpochs notable = new NotableEpochs(console);
        Report report = report(model);
        RunFolder folder = folder(model, warning -> {
            progress.warned(warning);
            report.warned(warning);
            console.warned("run", warning);
        });
        if (start.from().isEmpty()) {
            values.tell(images.classes(), console, report);
        }
        Trainer trainer = new Trainer(model, images, options,
                TrainingListener.all(List.of(progress, folder, notable, report))).withTerms(net.terms())
                .withImages(prepared).withInspector(inspector(model, values));
        start.from().ifPresent(file -> trainer.resume(file.checkpoint()));
        interruption.stops(trainer::stop);
        TrainingResult result = reported(report, folder,
                () -> trainer.train(() -> values.into(model, options.seed())));
        report.failure().ifPresent(failure -> console.warn("report", failure));
        return TrainAnswer.of(Placement.names(model), folder.place().folder(), result, notable, images.watchesTest());
    }

    private Report report(Model model) {
        return new Report(start.lock().place().folder(), new About(net.file().network(), net.file().text(),
                RunFacts.of(spec, net.file(), model, images, options), options.epochs(), options.seed()), images,
                model.program());
    }

    private RunFolder folder(Model model, Consumer<String> warnings) {
        RunMetadata metadata = new RunMetadata(net.file().text(), images.classes(), settings(model));
        return start.from().isPresent()
                ? RunFolder.resume(start.lock(), metadata, LeftOut.of(spec), warnings)
                : RunFolder.begin(start.lock(), metadata, LeftOut.of(spec), warnings);
    }

    /**
     * What the weights are a function of, beside the model's text and the images: not the devices and the number of epochs to come,
     * on which they do not depend.
     */
    private Map<String, String> settings(Model model) {
        return Terms.of(options).and(model.program()).and(model.variant()).and(net.settings()).values();
    }

    private StepInspector inspector(Model model, StartValues values) {
        return new StepInspector(() -> values.into(model, options.seed()),
                () -> net.load(net.inspected(images.train()), options.batch(), Timeline.OFF));
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
}
