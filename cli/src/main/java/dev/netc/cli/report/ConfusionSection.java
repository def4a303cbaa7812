package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.netc.cli.output.Figures;
import dev.netc.cli.report.Html.Element;
import dev.netc.runtime.data.ClassNames;

/** Which classes are taken for which: a table while there are few, else the pairs that are mistaken most often. */
record ConfusionSection(ClassNames classes, Optional<Watched> watched) {
    /** A table of more classes cannot be read. */
    static final int MOST_CLASSES = 25;
    /** So many pairs, or classes, where there are more. */
    static final int MOST_ROWS = 15;
    /** A class name that is longer than this is turned upright at the head of its column. */
    private static final int SHORT = 4;

    List<Html> html(State state) {
        Optional<Confusion> confusion = state.answered().map(Answered::confusion).filter(c -> !c.isEmpty());
        if (confusion.isEmpty()) {
            return List.of(Html.prose("Nothing was told of images whose class is known.").as("note"));
        }
        return classes.size() <= MOST_CLASSES ? table(confusion.get()) : lists(confusion.get());
    }

    private List<Html> table(Confusion confusion) {
        List<Html> rows = new ArrayList<>();
        rows.add(head());
        all().mapToObj(label -> row(confusion, label)).forEach(rows::add);
        return List.of(
                Html.prose(wrong(confusion) + " A row a class, a column what its images were taken for.").as("note"),
                element("div", element("table", rows).as("confusion")).as("wide"));
    }

    private IntStream all() {
        return IntStream.range(0, classes.size());
    }

    private String wrong(Confusion confusion) {
        return Figures.count(confusion.wrong()) + " of " + watched.orElseThrow().text()
                + " were taken for another class.";
    }

    private Element head() {
        List<Html> cells = new ArrayList<>(List.of(element("th")));
        boolean upright = classes.shown().stream().anyMatch(name -> name.length() > SHORT);
        classes.shown().forEach(name -> cells.add(element("th", element("span", name)).as(upright ? "upright" : "")
                .with("title", name)));
        cells.add(element("th", "error").as("error"));
        return element("tr", cells);
    }

    private Element row(Confusion confusion, int label) {
        List<Html> cells = new ArrayList<>();
        cells.add(element("th", classes.shown().get(label)).as("class"));
        all().mapToObj(told -> cell(confusion, label, told)).forEach(cells::add);
        boolean seen = confusion.images(label) > 0;
        cells.add(element("td", seen ? Figures.percent(confusion.error(label)) : "no image").as("error"));
        return element("tr", cells);
    }

    private Element cell(Confusion confusion, int label, int told) {
        int images = confusion.count(label, told);
        if (images == 0) {
            return element("td").as(label == told ? "right" : "");
        }
        double share = (double) images / confusion.images(label);
        return element("td", Figures.count(images)).as(label == told ? "right" : "wrong")
                .with("style", String.format(Locale.ROOT, "--share:%.3f", share))
                .with("title", classes.shown().get(label) + ", taken for " + classes.shown().get(told) + ": " + images);
    }

    private List<Html> lists(Confusion confusion) {
        List<Html> pairs = new ArrayList<>();
        pairs.add(headings("class", "taken for", "images", "of its class"));
        confusion.mostConfused(MOST_ROWS).forEach(count -> pairs.add(cells(name(count.pair().label()),
                name(count.pair().told()), Figures.count(count.images()),
                Figures.percent((double) count.images() / confusion.images(count.pair().label())))));
        List<Html> hardest = new ArrayList<>();
        hardest.add(headings("class", "error", "images"));
        confusion.hardest(MOST_ROWS).forEach(label -> hardest.add(cells(name(label),
                Figures.percent(confusion.error(label)), Figures.count(confusion.images(label)))));
        return List.of(Html.prose(wrong(confusion)).as("note"),
                element("div", list("Most confused pairs", pairs), list("Hardest classes", hardest)).as("lists"));
    }

    private String name(int label) {
        return label < classes.size() ? classes.shown().get(label) : Integer.toString(label);
    }

    private static Element list(String title, List<Html> rows) {
        return element("div", element("h3", title), element("table", rows).as("list"));
    }

    private static Element headings(String... names) {
        return element("tr", List.of(names).stream().map(name -> element("th", name)).toList());
    }

    private static Element cells(String... values) {
        return element("tr", List.of(values).stream().map(value -> element("td", value)).toList());
    }
}
