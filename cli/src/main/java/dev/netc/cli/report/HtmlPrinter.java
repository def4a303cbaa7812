package dev.netc.cli.report;

import java.util.Set;

/** Prints a page. */
final class HtmlPrinter {
    /** Elements of HTML that hold nothing and have no end. */
    private static final Set<String> VOID = Set.of("br", "img", "meta");
    /** After the ends of these a new line begins, so that the source can be read. */
    private static final Set<String> LINES = Set.of("html", "head", "title", "style", "body", "header", "section", "h1",
            "h2", "p", "table", "tr", "figure", "div", "svg", "g", "path", "meta", "details");

    private final StringBuilder out = new StringBuilder();

    private HtmlPrinter() {}

    /** A whole document. */
    static String document(Html html) {
        return "<!DOCTYPE html>\n" + print(html);
    }

    static String print(Html html) {
        HtmlPrinter printer = new HtmlPrinter();
        printer.add(html);
        return printer.out.toString();
    }

    private void add(Html html) {
        switch (html) {
            case Html.Text(String text) -> escape(text);
            case Html.Markup(String markup) -> out.append(markup);
            case Html.Element element -> add(element);
        }
    }

    private void add(Html.Element element) {
        out.append('<').append(element.name());
        element.attributes().forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            escape(value);
            out.append('"');
        });
        out.append('>');
        element.children().forEach(this::add);
        if (!VOID.contains(element.name())) {
            out.append("</").append(element.name()).append('>');
        }
        if (LINES.contains(element.name())) {
            out.append('\n');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isShown(letter) ? letter : '\ufffd');
            }
        });
    }

    /** Whether HTML has this letter: not the other control characters, nor half of a pair. */
    private static boolean isShown(int letter) {
        return letter == '\n' || letter == '\t' || (letter >= ' ' && letter != 0x7f
                && !(letter >= 0x80 && letter < 0xa0) && !(letter >= 0xd800 && letter < 0xe000));
    }
}
