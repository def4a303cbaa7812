package dev.netc.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.netc.cli.report.Html.Element;

/**
 * Curves over the epochs, as SVG.
 *
 * @param title what is drawn, for those who cannot see it
 * @param unit behind the numbers of the axis: {@code %}
 * @param epochs to the end of the axis
 * @param curves in the order in which they are told
 * @param marks at what happened after epochs
 */
record Chart(String title, String unit, int epochs, List<Curve> curves, List<Mark> marks) {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 320;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 34;
    private static final int BOTTOM = 40;
    private static final int TICKS = 6;
    /** Beyond so many epochs their points would be one band. */
    private static final int MOST_POINTS = 150;
    /** Labels of marks that stand near each other take turns on so many lines. */
    private static final int MARK_LINES = 2;

    Chart {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
    }

    /**
     * A curve.
     *
     * @param styleClass by which it is coloured
     * @param points in the order of epochs
     */
    record Curve(String name, String styleClass, List<Point> points) {
        Curve {
            points = List.copyOf(points);
        }
    }

    /** A value after an epoch. */
    record Point(int epoch, double value) {}

    /**
     * Something that happened after an epoch.
     *
     * @param label beside its line
     * @param text all of it
     */
    record Mark(int epoch, String label, String text) {}

    Element draw() {
        Ticks across = Ticks.whole(Math.max(1, epochs), TICKS + 2);
        Ticks up = Ticks.reaching(largest(), TICKS);
        List<Html> parts = new ArrayList<>();
        up.values().forEach(value -> parts.addAll(level(value, up)));
        across.values().stream().filter(epoch -> epoch <= epochs)
                .forEach(epoch -> parts.add(label("middle", x(epoch), HEIGHT - BOTTOM + 18, Ticks.label(epoch))));
        parts.add(label("middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "epoch"));
        for (int i = 0; i < marks.size(); i++) {
            parts.add(mark(marks.get(i), TOP - 8 - 13 * (i % MARK_LINES)));
        }
        curves.forEach(curve -> parts.add(curve(curve, up)));
        return Html.element("svg", parts).with("viewBox", "0 0 " + WIDTH + " " + HEIGHT).with("role", "img")
                .with("aria-label", title).as("chart");
    }

    private double largest() {
        return curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Point::value)
                .filter(Double::isFinite).max().orElse(1);
    }

    private List<Html> level(double value, Ticks up) {
        String way = String.format(Locale.ROOT, "M%d %sH%d", LEFT, number(y(value, up)), WIDTH - RIGHT);
        return List.of(Html.element("path").as(value == 0 ? "axis" : "grid").with("d", way),
                label("end", LEFT - 8, y(value, up) + 4, Ticks.label(value) + unit));
    }

    private Html mark(Mark mark, double height) {
        double x = x(Math.min(epochs, mark.epoch() + 0.5));
        String way = "M" + number(x) + " " + number(height + 3) + "V" + (HEIGHT - BOTTOM);
        boolean atEnd = x > WIDTH - RIGHT - 70;
        return Html.element("g", Html.element("title", mark.text()), Html.element("path").with("d", way),
                label(atEnd ? "end" : "start", atEnd ? x - 4 : x + 4, height, mark.label())).as("mark");
    }

    private Html curve(Curve curve, Ticks up) {
        List<Point> points = curve.points().stream().filter(point -> Double.isFinite(point.value())).toList();
        StringBuilder way = new StringBuilder();
        List<Html> parts = new ArrayList<>();
        for (Point point : points) {
            way.append(way.isEmpty() ? 'M' : 'L').append(number(x(point.epoch()))).append(' ')
                    .append(number(y(point.value(), up)));
        }
        parts.add(Html.element("path").with("d", way));
        if (points.size() <= MOST_POINTS) {
            points.forEach(point -> parts.add(dot(curve, point, up)));
        }
        return Html.element("g", parts).as("curve " + curve.styleClass());
    }

    private Html dot(Curve curve, Point point, Ticks up) {
        return Html.element("circle",
                Html.element("title", String.format(Locale.ROOT, "epoch %d, %s: %s%s", point.epoch(), curve.name(),
                        Ticks.label(round(point.value())), unit)))
                .with("cx", number(x(point.epoch()))).with("cy", number(y(point.value(), up))).with("r", "2.6");
    }

    private static double round(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    private static Html label(String anchor, double x, double y, String text) {
        return Html.element("text", text).with("text-anchor", anchor).with("x", number(x)).with("y", number(y));
    }

    private double x(double epoch) {
        return LEFT + (WIDTH - LEFT - RIGHT) * epoch / Math.max(1, epochs);
    }

    private static double y(double value, Ticks up) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.min(1, value / up.end());
    }

    private static String number(double value) {
        return Ticks.label(Math.rint(10 * value) / 10);
    }
}
