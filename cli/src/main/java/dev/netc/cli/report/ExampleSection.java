package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.netc.cli.report.Html.Element;
import dev.netc.runtime.Classification;
import dev.netc.runtime.data.ClassNames;

/** Some images with their five likeliest classes, as in figure 4 of Krizhevsky, Sutskever and Hinton (2012). */
record ExampleSection(ClassNames classes, List<Examples.Example> examples, Optional<Watched> watched) {

    List<Html> html(State state) {
        Optional<Answered> answered = state.answered().filter(a -> !a.confusion().isEmpty());
        if (answered.isEmpty()) {
            return List.of(Html.prose(none(state)).as("note"));
        }
        String words = "Drawn by the run's seed from " + watched.orElseThrow().text()
                + ". Beneath an image its class, then the"
                + " classes that the net finds likeliest; ✓ is the right one.";
        return List.of(Html.prose(words).as("note"),
                element("div", examples.stream().map(example -> card(example, answered.get())).toList()).as("cards"));
    }

    private String none(State state) {
        if (watched.isEmpty()) {
            return "There are no images to validate with.";
        }
        return state.epochs().isEmpty()
                ? "Images are shown when the first epoch has ended."
                : "The net has no output with an element a class; `output probabilities = softmax(…)` is one.";
    }

    private Element card(Examples.Example example, Answered answered) {
        List<Html> rows = new ArrayList<>();
        answered.likeliest(example.index()).forEach(likely -> rows.add(row(likely, likely.index() == example.label())));
        String name = name(example.label());
        return element("div",
                example.picture().html(name, example.entry()),
                Html.prose(name).as("class").with("title", name), element("div", rows).as("bars")).as("card");
    }

    private String name(int label) {
        return label < classes.size() ? classes.shown().get(label) : Integer.toString(label);
    }

    private static Element row(Classification likely, boolean right) {
        String percent = String.format(Locale.ROOT, "%.1f%%", 100 * likely.probability());
        return element("div",
                element("span", (right ? "✓ " : "") + likely.name()).as("name").with("title", likely.name()),
                element("span", percent).as("percent"),
                element("span", element("span").as("fill").with("style", "width:" + percent)).as("track"))
                .as(right ? "bar right" : "bar");
    }
}
