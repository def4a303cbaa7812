package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.cli.report.Html.Element;
import dev.netc.runtime.data.ClassNames;

/**
 * The page of a run.
 *
 * @param filters empty where the first layer has none that could be shown
 * @param classes of the data
 * @param examples the images that are shown
 * @param watched empty where nothing is validated
 * @param graph the net's picture, or why there is none
 */
record Page(About about, Optional<Filters> filters, ClassNames classes, List<Examples.Example> examples,
        Optional<Watched> watched, Html graph) {
    /** While a run goes on an open page is read again after so many seconds. */
    private static final String AGAIN = "30";

    Page {
        examples = List.copyOf(examples);
    }

    /** All of it. */
    Html html(State state) {
        return element("html", head(state), body(state)).with("lang", "en");
    }

    private Element head(State state) {
        List<Html> parts = new ArrayList<>(List.of(element("meta").with("charset", "utf-8"),
                element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                element("title", title() + ", " + Summary.standing(about, state))));
        if (state.ended().isEmpty()) {
            parts.add(element("meta").with("http-equiv", "refresh").with("content", AGAIN));
        }
        parts.add(element("style", new Html.Markup(Style.CSS)));
        return element("head", parts);
    }

    private String title() {
        return about.network().name();
    }

    private Element body(State state) {
        List<Html> parts = new ArrayList<>();
        parts.add(new Summary(about, watched).html(state));
        parts.add(section("curves", "Learning", Curves.html(state, watched)));
        parts.add(section("filters", "First layer", FilterSection.html(filters, state)));
        parts.add(section("examples", "Images and what the net takes them for",
                new ExampleSection(classes, examples, watched).html(state)));
        parts.add(section("confusion", "Confusion", new ConfusionSection(classes, watched).html(state)));
        parts.add(section("graph", "The net", List.of(graph)));
        parts.add(section("settings", "Settings", SettingsSection.html(about)));
        return element("body", parts);
    }

    private static Element section(String name, String title, List<? extends Html> content) {
        return element("section", element("h2", title)).holding(content).with("id", name);
    }
}
