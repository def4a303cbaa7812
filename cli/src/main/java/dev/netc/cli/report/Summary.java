package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.netc.cli.output.Figures;
import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.Evaluation;
import dev.netc.runtime.training.Progress;

/** The top of the page: what runs, where it stands, and the figures that are looked for first. */
record Summary(About about, Optional<Watched> watched) {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd 'at' HH:mm:ss",
            Locale.ROOT);

    Html html(State state) {
        List<Html> parts = new ArrayList<>();
        parts.add(element("h1", about.network().name()));
        parts.add(Html.prose(standing(about, state) + pace(state)).as("standing"));
        parts.add(Html.prose("Written on " + WRITTEN.format(state.at()) + ".").as("note"));
        parts.add(element("div", state.last().map(last -> tiles(last, state)).orElse(List.of())).as("tiles"));
        parts.add(Html.prose(watchedInWords()).as("note"));
        state.notes().forEach(note -> parts.add(Html.prose(note).as("warning")));
        return element("header", parts);
    }

    /** {@code running, epoch 3 of 40}. */
    static String standing(About about, State state) {
        String ended = state.last().map(last -> "epoch " + last.epoch() + " of " + about.epochs()).orElse("no epoch");
        return state.ended().map(how -> how + " after " + ended)
                .orElseGet(() -> "running, " + running(state).orElse(ended + " has ended"));
    }

    /** The epoch that is under way; empty between two. */
    private static Optional<String> running(State state) {
        int done = state.last().map(EpochReport::epoch).orElse(0);
        return state.progress().filter(progress -> progress.epoch() > done)
                .map(p -> "epoch " + p.epoch() + " of " + p.epochs() + ", step " + p.batch() + " of " + p.batches());
    }

    private static String pace(State state) {
        String seconds = state.last().map(last -> ", " + Figures.seconds(last.seconds())).orElse("");
        return state.ended().isPresent()
                ? seconds
                : seconds + state.progress().filter(progress -> progress.step() > 1).map(Progress::secondsLeft)
                        .map(left -> ", about " + Figures.seconds(left) + " left").orElse("");
    }

    private List<Html> tiles(EpochReport last, State state) {
        List<Html> tiles = new ArrayList<>();
        last.validation().ifPresent(validated -> tiles.addAll(validation(validated, state)));
        tiles.add(tile("training error", Figures.percent(last.trainError()), "loss " + loss(last.trainLoss())));
        tiles.add(tile("learning rate", Ticks.label(last.rate()), Figures.count(last.step(), "step")));
        tiles.add(tile("images a second", Figures.count(Math.round(last.imagesPerSecond())), "in training"));
        return tiles;
    }

    private List<Html> validation(Evaluation validated, State state) {
        List<Html> tiles = new ArrayList<>();
        tiles.add(tile("validation error", Figures.percent(validated.top1Error()),
                validated.loss().isPresent() ? "loss " + loss(validated.loss().getAsDouble()) : ""));
        validated.top5Error()
                .ifPresent(error -> tiles.add(tile("validation error, top 5", Figures.percent(error), "")));
        state.best().flatMap(EpochReport::validation).ifPresent(best -> tiles.add(tile("lowest validation error",
                Figures.percent(best.top1Error()), "after epoch " + state.best().orElseThrow().epoch())));
        return tiles;
    }

    private static Html tile(String name, String value, String more) {
        return element("div", element("span", name).as("name"), element("span", value).as("value"),
                element("span", more).as("more")).as("tile");
    }

    private static String loss(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private String watchedInWords() {
        return watched.map(images -> "Validation is of " + images.text() + (images.test()
                ? ", the test part: there is no `val/`, so the schedule and the choice of the best epoch have seen"
                        + " what the test error is told for. `--validate 0.1` holds back training images instead."
                : ", which the net does not learn from."))
                .orElse("There are no images to validate with; `--validate 0.1` holds back a share of those to train with.");
    }
}
