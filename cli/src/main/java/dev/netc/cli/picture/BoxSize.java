package dev.netc.cli.picture;

import java.util.stream.DoubleStream;

/** How large a box must be for its text. */
record BoxSize(double width, double height) {
    static final double LINE = 16;
    static final double PADDING = 10;
    /** What is kept free beneath a box for the shape of what leaves it. */
    static final double LABEL = 18;
    private static final double LEAST_WIDTH = 84;

    static BoxSize of(Diagram.Box box, String note) {
        double text = DoubleStream.concat(box.lines().stream().mapToDouble(l -> Text.width(l, Text.PLAIN)),
                DoubleStream.of(Text.bold(box.title(), Text.TITLE), Text.width(note, Text.SMALL), LEAST_WIDTH)).max()
                .orElseThrow();
        double label = 2 * (Text.width(box.shape().toString(), Text.SMALL) + 8);
        int lines = box.lines().size() + (box.title().isEmpty() ? 0 : 1) + (note.isEmpty() ? 0 : 1);
        return new BoxSize(Math.ceil(Math.max(text + 2 * PADDING, label)), lines * LINE + PADDING);
    }
}
