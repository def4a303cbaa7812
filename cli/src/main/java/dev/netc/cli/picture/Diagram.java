package dev.netc.cli.picture;

import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.shape.Shape;

/**
 * What is seen of a net. Sections follow one another: what stands outside columns, then a {@code columns} block, and so on;
 * the boxes of a block stand here once and are drawn once a column.
 *
 * @param title what stands above the picture
 * @param boxes numbered by their place in the list
 * @param links from what computes a value to what reads it; into an {@code all} they are exchanges
 */
record Diagram(String title, List<Section> sections, List<Box> boxes, List<Link> links) {
    Diagram {
        sections = List.copyOf(sections);
        boxes = List.copyOf(boxes);
        links = List.copyOf(links);
    }

    /** A run of boxes; {@code columns} is 0 outside columns. */
    record Section(int columns) {
        int lanes() {
            return Math.max(1, columns);
        }
    }

    enum Kind {
        INPUT, OUTPUT, KERNEL, ALL, LOSS
    }

    /**
     * A box.
     *
     * @param title its name, or empty
     * @param lines what it does, a line an operation
     * @param note parameters, or empty
     * @param tip what a pointer over it is told
     * @param shape of what leaves it, in one column
     * @param frame the binding in which it stands, or empty
     */
    record Box(int id, int section, Kind kind, String title, List<String> lines, String note, String tip,
            Shape shape, String frame) {
        Box {
            lines = List.copyOf(lines);
        }
    }

    /** A value's way, by the boxes' numbers. */
    record Link(int from, int to) {}

    Box box(int id) {
        return boxes.get(id);
    }

    List<Box> in(int section) {
        return boxes.stream().filter(b -> b.section() == section).toList();
    }

    /** Columns in which a box stands; 1 outside columns. */
    int lanes(int box) {
        return sections.get(box(box).section()).lanes();
    }

    /** Whether a link brings what other columns have. */
    boolean isExchange(Link link) {
        return box(link.to()).kind() == Kind.ALL;
    }

    /** How many parts reach an {@code all} of a lane from other devices. */
    long arriving(Link link, int lane) {
        return IntStream.range(0, lanes(link.from())).filter(i -> i != lane).count();
    }
}
