package dev.netc.cli.picture;

import java.util.List;
import java.util.Locale;

import dev.netc.cli.picture.Picture.Band;
import dev.netc.cli.picture.Picture.Frame;
import dev.netc.cli.picture.Picture.Placed;
import dev.netc.cli.picture.Picture.Route;

/** Draws a picture as SVG: plain shapes and text on a ground of its own, so that it reads on a dark page too. */
final class SvgWriter {
    private static final String STYLE = """
            .net text { font-family: Helvetica, Arial, sans-serif; fill: #22303a; }
            .net .head { font-size: 16px; font-weight: bold; }
            .net .title { font-size: 13px; font-weight: bold; }
            .net .line { font-size: 12px; }
            .net .note, .net .shape, .net .frame text { font-size: 11px; fill: #5a6872; }
            .net .device { font-size: 12px; font-weight: bold; fill: #5a6872; paint-order: stroke; stroke: #ffffff;
              stroke-width: 3px; stroke-opacity: 0.8; }
            .net .frame rect { fill: none; stroke: #9aa7b0; stroke-dasharray: 3 3; }
            .net .box rect { fill: #ffffff; stroke: #5a6872; }
            .net .weights rect { stroke: #22303a; stroke-width: 1.8; }
            .net .input rect, .net .output rect { fill: #f3f0e4; }
            .net .loss rect { stroke-dasharray: 5 3; }
            .net .all rect { fill: #fdeaea; stroke: #c0392b; }
            .net path { fill: none; stroke: #5a6872; stroke-width: 1.3; }
            .net path.exchange { stroke: #c0392b; stroke-width: 2; }
            """;
    private static final List<String> GROUNDS = List.of("#e6f0fa", "#fdf1e2", "#e8f5ea", "#f4eaf6");
    private static final double CORNER = 6;
    static final String BOXES = "A square box is one kernel; beneath it the shape that leaves it, for one example.";
    static final String ARROWS = "Red arrows are all(x): what reaches a device from others, in bytes an example.";

    private final StringBuilder out = new StringBuilder();

    private SvgWriter() {}

    static String write(Picture picture) {
        SvgWriter writer = new SvgWriter();
        writer.document(picture);
        return writer.out.toString();
    }

    private void document(Picture picture) {
        String size = "width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\"".formatted(number(picture.width()),
                number(picture.height()), number(picture.width()), number(picture.height()));
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"net\" role=\"img\" " + size + ">");
        line("<title>" + escaped(picture.diagram().title()) + "</title>");
        line("<style>\n" + STYLE + "</style>");
        line("<defs>" + arrow("plain", "#5a6872") + arrow("exchange", "#c0392b") + "</defs>");
        line("<rect width=\"100%\" height=\"100%\" fill=\"#fcfcfa\"/>");
        text("head", "start", Layout.MARGIN, 34, picture.diagram().title());
        picture.bands().forEach(this::band);
        picture.frames().forEach(this::frame);
        picture.routes().stream().filter(r -> !r.crosses()).forEach(this::route);
        picture.routes().stream().filter(Route::crosses).forEach(this::route);
        picture.boxes().forEach(this::box);
        picture.bands().forEach(this::label);
        legend(picture);
        line("</svg>");
    }

    private static String arrow(String name, String color) {
        return ("<marker id=\"net-%s\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
                + " markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.5L8 4L0 7.5z\" style=\"fill: %s;"
                + " stroke: none\"/></marker>").formatted(name, color);
    }

    private void band(Band band) {
        String ground = band.column() < 0 ? "#f1f1ee" : GROUNDS.get(band.column() % GROUNDS.size());
        line("<g class=\"band\">");
        rectangle(band.place(), 10, " style=\"fill: " + ground + "\"");
        line("</g>");
    }

    /** On top, for arrows from other columns come in beside it. */
    private void label(Band band) {
        text("device", "start", band.place().x() + 10, band.place().y() + 19, band.label());
    }

    private void frame(Frame frame) {
        line("<g class=\"frame\">");
        rectangle(frame.place(), 6, "");
        text("label", "start", frame.place().x() + 7, frame.place().y() + 12, frame.label());
        line("</g>");
    }

    private void box(Placed placed) {
        Diagram.Box box = placed.box();
        Rectangle place = placed.place();
        String kind = box.kind().name().toLowerCase(Locale.ROOT);
        line("<g class=\"box " + kind + (box.kind() == Diagram.Kind.KERNEL && !box.note().isEmpty() ? " weights" : "")
                + "\"><title>" + escaped(box.tip()) + "</title>");
        boolean round = box.kind() != Diagram.Kind.KERNEL;
        rectangle(place, round ? Math.min(place.height() / 2, 14) : 3, "");
        double y = place.y() + BoxSize.PADDING / 2 + 12;
        if (!box.title().isEmpty()) {
            text("title", "middle", place.middle(), y, box.title());
            y += BoxSize.LINE;
        }
        for (String line : box.lines()) {
            text("line", "middle", place.middle(), y, line);
            y += BoxSize.LINE;
        }
        if (!placed.note().isEmpty()) {
            text("note", "middle", place.middle(), y, placed.note());
        }
        line("</g>");
        if (placed.labelled()) {
            text("shape", "start", place.middle() + 6, place.bottom() + 13, box.shape().toString());
        }
    }

    private void route(Route route) {
        String kind = route.crosses() ? "exchange" : "plain";
        line("<path class=\"" + kind + "\" marker-end=\"url(#net-" + kind + ")\" d=\"" + way(route) + "\"/>");
    }

    private static String way(Route route) {
        List<Point> points = route.points();
        int last = points.size() - 1;
        StringBuilder way = new StringBuilder("M" + at(points.get(0)));
        for (int i = 1; i < last; i++) {
            boolean turns = i < last - 1 || !route.swings();
            way.append(turns ? corner(points.get(i - 1), points.get(i), points.get(i + 1)) : "L" + at(points.get(i)));
        }
        return way + (route.swings() ? swing(points.get(last - 1), points.get(last)) : "L" + at(points.get(last)));
    }

    /** Down, across and down again. */
    private static String swing(Point from, Point to) {
        double half = (to.y() - from.y()) / 2;
        return "C" + at(from.moved(0, half)) + " " + at(to.moved(0, -half)) + " " + at(to);
    }

    /** A rounded corner at {@code corner}. */
    private static String corner(Point before, Point corner, Point after) {
        return "L" + at(towards(corner, before)) + "Q" + at(corner) + " " + at(towards(corner, after));
    }

    private static Point towards(Point from, Point to) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double share = length == 0 ? 0 : Math.min(CORNER, length / 2) / length;
        return new Point(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y()));
    }

    private void legend(Picture picture) {
        boolean columns = !picture.bands().isEmpty();
        text("note", "start", Layout.MARGIN, picture.height() - 30, BOXES);
        if (columns) {
            text("note", "start", Layout.MARGIN, picture.height() - 14, ARROWS);
        }
    }

    private void rectangle(Rectangle place, double corner, String more) {
        line("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"%s/>".formatted(number(place.x()),
                number(place.y()), number(place.width()), number(place.height()), number(corner), more));
    }

    private void text(String kind, String anchor, double x, double y, String text) {
        line("<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>".formatted(kind, anchor, number(x),
                number(y), escaped(text)));
    }

    private static String at(Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    /** Tenths of a pixel. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
