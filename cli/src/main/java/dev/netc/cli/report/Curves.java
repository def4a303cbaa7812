package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.Evaluation;
import dev.netc.runtime.training.RateChange;

/** Loss and error by epoch, with the changes of the learning rate. */
final class Curves {
    private static final double PERCENT = 100;

    private Curves() {}

    static List<Html> html(State state, Optional<Watched> watched) {
        if (state.epochs().isEmpty()) {
            return List.of(Html.prose("The curves begin when the first epoch has ended.").as("note"));
        }
        String validation = watched.filter(Watched::test).isPresent() ? "test part" : "validation";
        List<Chart.Curve> losses = curves(
                curve("training", "train", state, epoch -> OptionalDouble.of(epoch.trainLoss())),
                curve(validation, "validation", state, validated(Evaluation::loss, 1)));
        List<Chart.Curve> errors = curves(
                curve("training", "train", state, epoch -> OptionalDouble.of(PERCENT * epoch.trainError())),
                curve(validation, "validation", state,
                        validated(evaluation -> OptionalDouble.of(evaluation.top1Error()), PERCENT)),
                curve(validation + ", top 5", "five", state, validated(Evaluation::top5Error, PERCENT)));
        List<Html> parts = new ArrayList<>();
        parts.add(element("div", figure("Loss", "", losses, state), figure("Error", "%", errors, state)).as("charts"));
        parts.add(Html.prose("A training image counts as the net was before it learnt from it, with dropout; so that"
                + " validation can be the better one.").as("note"));
        if (!state.changes().isEmpty()) {
            parts.add(element("ul", state.changes().stream().map(RateChange::text).map(text -> element("li", text))
                    .toList()).as("changes"));
        }
        return parts;
    }

    private static Function<EpochReport, OptionalDouble> validated(Function<Evaluation, OptionalDouble> value,
            double factor) {
        return epoch -> {
            OptionalDouble found = epoch.validation().map(value).orElse(OptionalDouble.empty());
            return found.isPresent() ? OptionalDouble.of(factor * found.getAsDouble()) : found;
        };
    }

    private static Chart.Curve curve(String name, String styleClass, State state,
            Function<EpochReport, OptionalDouble> value) {
        List<Chart.Point> points = new ArrayList<>();
        state.epochs().forEach(epoch -> value.apply(epoch)
                .ifPresent(v -> points.add(new Chart.Point(epoch.epoch(), v))));
        return new Chart.Curve(name, styleClass, points);
    }

    private static List<Chart.Curve> curves(Chart.Curve... all) {
        return List.of(all).stream().filter(curve -> !curve.points().isEmpty()).toList();
    }

    private static Html figure(String title, String unit, List<Chart.Curve> curves, State state) {
        List<Chart.Mark> marks = state.changes().stream()
                .map(change -> new Chart.Mark(change.epoch(),
                        change.ends() ? "end" : "rate " + Ticks.label(change.to()), change.text()))
                .toList();
        Html legend = element("span", curves.stream()
                .map(curve -> element("span", curve.name()).as("key " + curve.styleClass())).toList()).as("legend");
        return element("figure", element("figcaption", element("b", title), legend),
                new Chart(title + " by epoch", unit, state.epochs().getLast().epoch(), curves, marks).draw());
    }
}
