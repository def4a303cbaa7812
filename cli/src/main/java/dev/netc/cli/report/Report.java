package dev.netc.cli.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.netc.cli.picture.NetPicture;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.cache.WholeFile;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.training.Answers;
import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.History;
import dev.netc.runtime.training.Progress;
import dev.netc.runtime.training.RateChange;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingResult;

/**
 * Listens to a training and writes {@code report.html}: soon after the first step, after every epoch, once a minute while an epoch is
 * long, and at the end. The file is whole at every moment. Hears each of the validation's answers; asks the devices for nothing but
 * the first layer's weights, once an epoch. No training ends because its report cannot be written: {@link #failure} tells of it.
 */
public final class Report implements TrainingListener {
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path file;
    private final About about;
    private final Dataset data;
    private final Program program;
    private final Optional<Filters> filters;
    private final List<EpochReport> epochs = new ArrayList<>();
    private final List<RateChange> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Optional<CompletableFuture<Page>> page = Optional.empty();
    private Optional<Progress> progress = Optional.empty();
    private Optional<Answered> answered = Optional.empty();
    private List<BufferedImage> drawn = List.of();
    private Optional<String> failure = Optional.empty();
    private boolean written;
    private long writtenAt;

    /**
     * Nothing is written yet.
     *
     * @param run the run's folder, which is there
     * @param program what is trained
     */
    public Report(Path run, About about, Dataset data, Program program) {
        this.file = run.resolve("report.html");
        this.about = about;
        this.data = data;
        this.program = program;
        this.filters = Filters.of(program);
    }

    @Override
    public void warned(String warning) {
        notes.add(warning);
    }

    @Override
    public void advised(String advice) {
        notes.add(advice);
    }

    @Override
    public void rateChanged(RateChange change) {
        changes.add(change);
    }

    @Override
    public Optional<Answers> answers() {
        answered = page().map(whole -> new Answered(data.classes(),
                whole.examples().stream().map(Examples.Example::index).collect(Collectors.toSet())));
        return answered.map(Answers.class::cast);
    }

    @Override
    public void stepped(Progress now) {
        progress = Optional.of(now);
        if (begun().isDone() && (!written || System.nanoTime() - writtenAt > PAUSE_NANOS)) {
            write(Optional.empty());
        }
    }

    @Override
    public void resumed(History history, Model model) {
        epochs.addAll(history.state().ended());
        changes.addAll(history.changes());
        notes.addAll(history.advice());
        draw(model);
    }

    @Override
    public void epochEnded(EpochReport report, Model model) {
        epochs.add(report);
        draw(model);
        write(Optional.empty());
    }

    private void draw(Model model) {
        drawn = filters.map(f -> f.draw(model.parameter(f.parameter().name()))).orElse(List.of());
    }

    @Override
    public void ended(TrainingResult result) {
        write(Optional.of(result.endedBySchedule() ? "ended by the schedule" : "finished"));
    }

    /**
     * The training cannot go on.
     *
     * @param why for people
     */
    public void stopped(String why) {
        notes.add(why);
        write(Optional.of("stopped"));
    }

    /**
     * Somebody ended the training, which can go on.
     *
     * @param how for people
     */
    public void interrupted(String how) {
        notes.add(how);
        write(Optional.of("interrupted"));
    }

    /** Why the file is not as it should be, for people; empty where it was written when it last was to be. */
    public Optional<String> failure() {
        return failure;
    }

    private void write(Optional<String> ended) {
        page().ifPresent(whole -> write(whole, ended));
        written = true;
        writtenAt = System.nanoTime();
    }

    private void write(Page whole, Optional<String> ended) {
        State state = new State(LocalDateTime.now(ZoneId.systemDefault()), ended, progress, epochs, changes, notes,
                drawn,
                answered);
        try {
            String text = HtmlPrinter.document(whole.html(state));
            WholeFile.beside(file, beside -> Files.writeString(beside, text));
            failure = Optional.empty();
        } catch (IOException | RuntimeException e) {
            failure = Optional.of(file + ": cannot be written: " + inWords(e));
        }
    }

    private static String inWords(Throwable thrown) {
        return Objects.toString(thrown.getMessage(), thrown.toString());
    }

    /** What does not change; empty where it could not be made. */
    private Optional<Page> page() {
        try {
            return Optional.of(begun().join());
        } catch (CompletionException e) {
            failure = Optional.of(file + ": cannot be written: " + inWords(e.getCause()));
            return Optional.empty();
        }
    }

    /** What does not change is made beside the training, and only when that runs: the net's picture takes a second. */
    private CompletableFuture<Page> begun() {
        if (page.isEmpty()) {
            page = Optional.of(CompletableFuture.supplyAsync(this::make,
                    task -> Thread.ofPlatform().daemon().name("netc-report").start(task)));
        }
        return page.get();
    }

    private Page make() {
        Optional<Part> watched = data.validation();
        return new Page(about, filters, data.classes(),
                watched.map(part -> Examples.of(part, Preparation.of(program), about.seed())).orElse(List.of()),
                watched.map(part -> Watched.of(part, data.watchesTest())),
                graph(() -> NetPicture.svg(about.network())));
    }

    /** The net's picture, or in words why there is none. */
    static Html graph(Supplier<String> svg) {
        try {
            return Html.element("div", new Html.Markup(svg.get())).as("picture");
        } catch (RuntimeException e) {
            return Html.prose("The net's picture could not be drawn: " + inWords(e)).as("note");
        }
    }
}
