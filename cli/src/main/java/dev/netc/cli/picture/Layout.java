package dev.netc.cli.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.cli.picture.Diagram.Box;
import dev.netc.cli.picture.Diagram.Link;
import dev.netc.cli.picture.LaneLayout.Lane;
import dev.netc.cli.picture.Picture.Band;
import dev.netc.cli.picture.Picture.Frame;
import dev.netc.cli.picture.Picture.Placed;
import dev.netc.cli.picture.Picture.Route;

/** Puts the lanes of each section side by side and the sections beneath each other. */
final class Layout {
    static final double MARGIN = 24;
    private static final double HEAD = 60;
    private static final double FOOT = 54;
    private static final double PADDING = 22;
    private static final double BAND_HEAD = 34;
    private static final double NO_BAND_HEAD = 8;
    private static final double BETWEEN_LANES = 36;
    private static final double BETWEEN_SECTIONS = 64;
    private static final double CHANNEL = 14;

    private final Diagram diagram;
    private final List<Lane> lanes;
    private final double width;
    private final double[] tops;
    private final double bandHead;
    private final double height;
    private int channels;

    private Layout(Diagram diagram) {
        this.diagram = diagram;
        this.lanes = IntStream.range(0, diagram.sections().size()).mapToObj(s -> LaneLayout.of(diagram, s)).toList();
        double title = Math.max(Text.bold(diagram.title(), Text.HEAD), Text.width(SvgWriter.BOXES, Text.SMALL));
        this.width = 2 * MARGIN + Math.max(title, IntStream.range(0, lanes.size()).mapToDouble(this::sectionWidth).max()
                .orElseThrow());
        this.tops = new double[lanes.size()];
        this.bandHead = hasBands() ? BAND_HEAD : NO_BAND_HEAD;
        double y = HEAD;
        for (int s = 0; s < lanes.size(); s++) {
            tops[s] = y + bandHead;
            y = tops[s] + lanes.get(s).height() + PADDING + BETWEEN_SECTIONS;
        }
        this.height = y - BETWEEN_SECTIONS + FOOT;
    }

    static Picture of(Diagram diagram) {
        Layout layout = new Layout(diagram);
        List<Route> routes = new ArrayList<>();
        diagram.links().forEach(link -> routes.addAll(layout.routes(link)));
        return new Picture(diagram, layout.width + layout.channels * CHANNEL, layout.height, layout.bands(),
                layout.frames(), layout.boxes(), routes);
    }

    private double laneWidth(int section) {
        double label = hasBands() ? Text.bold(label(section, 0), Text.PLAIN) : 0;
        return Math.max(lanes.get(section).width(), label) + 2 * PADDING;
    }

    private double sectionWidth(int section) {
        int count = diagram.sections().get(section).lanes();
        return count * laneWidth(section) + (count - 1) * BETWEEN_LANES;
    }

    /** Where the inside of a lane begins. */
    private double left(int section, int lane) {
        return (width - sectionWidth(section)) / 2 + lane * (laneWidth(section) + BETWEEN_LANES)
                + (laneWidth(section) - lanes.get(section).width()) / 2;
    }

    private Rectangle place(int box, int lane) {
        int section = diagram.box(box).section();
        return lanes.get(section).boxes().get(box).moved(left(section, lane), tops[section]);
    }

    private List<Placed> boxes() {
        List<Placed> placed = new ArrayList<>();
        for (Box box : diagram.boxes()) {
            for (int lane = 0; lane < diagram.lanes(box.id()); lane++) {
                placed.add(new Placed(box, lane, place(box.id(), lane), Notes.of(diagram, box, lane),
                        Notes.isLabelled(diagram, box)));
            }
        }
        return placed;
    }

    private String label(int section, int lane) {
        return diagram.sections().get(section).columns() == 0
                ? "outside columns · device 0"
                : "column " + lane + " · device " + lane;
    }

    /** A net without columns needs none. */
    private boolean hasBands() {
        return diagram.sections().stream().anyMatch(s -> s.columns() > 0);
    }

    private List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        for (int s = 0; hasBands() && s < lanes.size(); s++) {
            for (int lane = 0; lane < diagram.sections().get(s).lanes(); lane++) {
                double sides = (laneWidth(s) - lanes.get(s).width()) / 2;
                Rectangle inside = new Rectangle(left(s, lane), tops[s], lanes.get(s).width(), lanes.get(s).height());
                bands.add(new Band(diagram.sections().get(s).columns() == 0 ? -1 : lane, label(s, lane),
                        inside.grown(sides, bandHead, PADDING)));
            }
        }
        return bands;
    }

    /** Around the boxes of one binding, where nothing else stands between them. */
    private List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (int s = 0; s < lanes.size(); s++) {
            Map<String, List<Box>> bindings = diagram.in(s).stream().filter(b -> !b.frame().isEmpty())
                    .collect(Collectors.groupingBy(Box::frame, LinkedHashMap::new, Collectors.toList()));
            for (Map.Entry<String, List<Box>> binding : bindings.entrySet()) {
                for (int lane = 0; lane < diagram.sections().get(s).lanes(); lane++) {
                    frame(binding.getKey(), binding.getValue(), lane).ifPresent(frames::add);
                }
            }
        }
        return frames;
    }

    private java.util.Optional<Frame> frame(String name, List<Box> members, int lane) {
        Rectangle around = members.stream().map(b -> place(b.id(), lane)).reduce(Rectangle::with).orElseThrow()
                .grown(9, 15, BoxSize.LABEL + 3);
        boolean free = diagram.in(members.get(0).section()).stream().filter(b -> !members.contains(b))
                .noneMatch(b -> place(b.id(), lane).meets(around));
        return free && members.size() > 1 ? java.util.Optional.of(new Frame(name, around)) : java.util.Optional.empty();
    }

    private List<Route> routes(Link link) {
        int from = diagram.box(link.from()).section();
        int to = diagram.box(link.to()).section();
        List<Route> routes = new ArrayList<>();
        for (int target = 0; target < diagram.lanes(link.to()); target++) {
            if (diagram.isExchange(link)) {
                for (int source = 0; source < diagram.lanes(link.from()); source++) {
                    routes.add(source == target && from == to
                            ? within(link, from, target)
                            : exchange(link, source, target));
                }
            } else {
                routes.add(from == to ? within(link, from, target) : onwards(link));
            }
        }
        return routes;
    }

    private Route within(Link link, int section, int lane) {
        return new Route(link, lane, lane, moved(lanes.get(section).routes().get(link), section, lane), false);
    }

    private List<Point> moved(List<Point> points, int section, int lane) {
        return points.stream().map(p -> p.moved(left(section, lane), tops[section])).toList();
    }

    private Route exchange(Link link, int source, int target) {
        Rectangle end = place(link.to(), target);
        int sources = diagram.lanes(link.from());
        double share = sources == 1 ? 0.5 : 0.2 + 0.6 * source / (sources - 1);
        Point head = new Point(end.x() + share * end.width(), end.y());
        List<Point> points = new ArrayList<>(leaving(link, source));
        boolean near = diagram.box(link.to()).section() - diagram.box(link.from()).section() <= 1;
        if (!near) {
            points.addAll(aside(points.getLast(), head, diagram.box(link.to()).section()));
        }
        points.add(head);
        return new Route(link, source, target, points, near);
    }

    /** From the box down to where the curve begins. */
    private List<Point> leaving(Link link, int source) {
        int section = diagram.box(link.from()).section();
        if (section != diagram.box(link.to()).section()) {
            List<Point> out = new ArrayList<>(moved(lanes.get(section).exits().get(link.from()), section, source));
            out.add(new Point(out.getLast().x(), tops[section] + lanes.get(section).height()));
            return out;
        }
        Rectangle start = place(link.from(), source);
        double top = place(link.to(), source).y() - LaneLayout.EXCHANGE;
        return List.of(new Point(start.middle(), start.bottom()), new Point(start.middle(), top));
    }

    /** What passes a whole section goes by at the right. */
    private List<Point> aside(Point from, Point to, int section) {
        double x = width - MARGIN / 2 + channels++ * CHANNEL;
        double first = from.y() + PADDING + 8;
        double last = tops[section] - bandHead - 8;
        return List.of(new Point(from.x(), first), new Point(x, first), new Point(x, last), new Point(to.x(), last));
    }

    /** Between sections on one device: what stands outside columns before and after them. */
    private Route onwards(Link link) {
        int section = diagram.box(link.to()).section();
        List<Point> in = moved(lanes.get(section).entries().get(link), section, 0);
        List<Point> points = new ArrayList<>(leaving(link, 0));
        points.addAll(aside(points.getLast(), in.get(0), section));
        points.addAll(in);
        return new Route(link, 0, 0, points, false);
    }
}
