package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.util.List;

import dev.netc.cli.report.Html.Element;

/** What the run was told, and the model as it was trained. */
final class SettingsSection {
    private SettingsSection() {}

    static List<Html> html(About about) {
        List<Element> rows = about.facts().stream()
                .map(fact -> element("tr", element("th", fact.name()), element("td", fact.value()))).toList();
        return List.of(element("table", rows).as("facts"),
                element("details", element("summary", "The model as trained"), element("pre", about.model())));
    }
}
