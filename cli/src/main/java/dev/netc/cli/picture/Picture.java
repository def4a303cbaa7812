package dev.netc.cli.picture;

import java.util.List;

/**
 * A diagram with a place for everything, each column's boxes written out.
 *
 * @param bands behind everything else, a column each
 * @param frames around what stands in one binding
 */
record Picture(Diagram diagram, double width, double height, List<Band> bands, List<Frame> frames,
        List<Placed> boxes, List<Route> routes) {
    Picture {
        bands = List.copyOf(bands);
        frames = List.copyOf(frames);
        boxes = List.copyOf(boxes);
        routes = List.copyOf(routes);
    }

    /** A column; {@code column} is -1 for what stands outside columns. */
    record Band(int column, String label, Rectangle place) {}

    record Frame(String label, Rectangle place) {}

    /**
     * A box in a lane.
     *
     * @param note what stands at its foot
     * @param labelled whether its shape is written beneath it, at the links that leave it
     */
    record Placed(Diagram.Box box, int lane, Rectangle place, String note, boolean labelled) {}

    /**
     * A link from one lane to another.
     *
     * @param points corners of the way
     * @param swings whether the last part is a curve
     */
    record Route(Diagram.Link link, int fromLane, int toLane, List<Point> points, boolean swings) {
        Route {
            points = List.copyOf(points);
        }

        /** Whether it leaves its device. */
        boolean crosses() {
            return fromLane != toLane;
        }
    }
}
