package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.util.ArrayList;
import java.util.List;

import dev.netc.cli.report.Html.Element;
import dev.netc.runtime.data.Pixels;

/**
 * Images with those that a net finds most like them, a row each, as on the right of figure 4 of Krizhevsky, Sutskever and
 * Hinton (2012): what was asked about stands in the first column.
 */
public final class NeighbourPage {
    private NeighbourPage() {}

    /**
     * An image and what stands beneath it.
     *
     * @param entry where it comes from
     * @param name its class, or its file's
     * @param note what else there is to say; may be empty
     */
    public record Shown(String entry, String name, String note, Pixels pixels) {}

    /**
     * A row of the page.
     *
     * @param nearest the nearest first
     */
    public record Row(Shown asked, List<Shown> nearest) {
        /** A row. */
        public Row {
            nearest = List.copyOf(nearest);
        }
    }

    /**
     * The page, which needs no file beside it and no network.
     *
     * @param net its name
     * @param about what was compared with what
     */
    public static String of(String net, String about, List<Row> rows) {
        Element head = element("head", element("meta").with("charset", "utf-8"),
                element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                element("title", net + ", nearest images"), element("style", new Html.Markup(Style.CSS)));
        Element body = element("body", element("h1", "What " + net + " finds alike"), Html.prose(about).as("note"),
                element("div", rows.stream().map(NeighbourPage::html).toList()).as("wide"));
        return HtmlPrinter.document(element("html", head, body).with("lang", "en"));
    }

    private static Element html(Row row) {
        List<Element> cells = new ArrayList<>(List.of(cell(row.asked()).as("neighbour asked")));
        row.nearest().forEach(shown -> cells.add(cell(shown).as("neighbour")));
        return element("div", cells).as("neighbours");
    }

    private static Element cell(Shown shown) {
        return element("div", Thumbnail.of(shown.pixels()).html(shown.name(), shown.entry()),
                element("p", shown.name()).as("class").with("title", shown.name()),
                element("p", shown.note()).as("note"));
    }
}
