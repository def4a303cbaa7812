package dev.netc.cli.picture;

/** A point in pixels; y grows downwards. */
record Point(double x, double y) {
    Point moved(double across, double down) {
        return new Point(x + across, y + down);
    }
}
