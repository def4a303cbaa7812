package dev.netc.cli.picture;

/** A rectangle in pixels; y grows downwards. */
record Rectangle(double x, double y, double width, double height) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double middle() {
        return x + width / 2;
    }

    Rectangle moved(double across, double down) {
        return new Rectangle(x + across, y + down, width, height);
    }

    Rectangle grown(double sides, double top, double bottom) {
        return new Rectangle(x - sides, y - top, width + 2 * sides, height + top + bottom);
    }

    boolean meets(Rectangle other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    Rectangle with(Rectangle other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Rectangle(left, top, Math.max(right(), other.right()) - left,
                Math.max(bottom(), other.bottom()) - top);
    }
}
