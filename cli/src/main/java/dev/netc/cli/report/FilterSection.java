package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the first layer looks for. */
final class FilterSection {
    /** Pixels of the page that a picture may be wide. */
    private static final int WIDEST = 880;
    /** Pixels of the page that a filter should be wide. */
    private static final int FILTER = 54;

    private FilterSection() {}

    static List<Html> html(Optional<Filters> filters, State state) {
        if (filters.isEmpty()) {
            return List.of(Html.prose("The first layer is no convolution, and no dense layer, over the image: it has"
                    + " no filters that could be shown.").as("note"));
        }
        if (state.filters().isEmpty()) {
            return List.of(Html.prose("The filters are shown when the first epoch has ended.").as("note"));
        }
        List<Html> parts = new ArrayList<>();
        parts.add(Html.prose(words(filters.get())).as("note"));
        for (int column = 0; column < state.filters().size(); column++) {
            parts.add(figure(filters.get(), state.filters(), column));
        }
        return parts;
    }

    private static String words(Filters filters) {
        int columns = filters.parameter().columns();
        String count = filters.shown() < filters.perColumn()
                ? "The first " + filters.shown() + " of " + filters.perColumn() + " filters"
                        + (columns > 1 ? " of each column" : "")
                : "The " + columns * filters.perColumn() + " filters";
        return count + " of `" + filters.parameter().name() + "`, " + filters.height() + " × " + filters.width()
                + (filters.channels() == 3 ? " in colour" : "")
                + ". Grey is zero; each is scaled by its own largest weight.";
    }

    private static Html figure(Filters filters, List<BufferedImage> pictures, int column) {
        BufferedImage picture = pictures.get(column);
        int scale = Math.max(1, Math.min(WIDEST / picture.getWidth(), FILTER / filters.width()));
        Html image = element("img").with("src", DataUri.png(picture)).as("pixels filters")
                .with("width", picture.getWidth() * scale)
                .with("alt", filters.shown() + " filters" + (pictures.size() > 1 ? " of column " + column : ""));
        return pictures.size() > 1
                ? element("figure", element("figcaption", "column " + column + ", " + filters.shown() + " filters"),
                        image)
                : element("figure", image);
    }
}
