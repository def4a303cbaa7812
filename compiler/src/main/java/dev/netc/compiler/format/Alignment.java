package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.List;

/** Sets what stands in neighbouring lines below each other. */
final class Alignment {
    /**
     * A line up to where the next cell begins.
     *
     * @param start where the cell before begins: only lines that agree so far can go on to agree
     * @param width of the line so far
     * @param rest that must still find room, together with what separates it
     */
    record Cell(int start, int width, int rest) {}

    private Alignment() {}

    /**
     * To which width each line is padded. Neighbours go together as long as none is padded by more than {@code most} and
     * all of them stay within the page; others keep their width.
     */
    static List<Integer> columns(List<Cell> cells, int most) {
        List<Integer> columns = new ArrayList<>();
        while (columns.size() < cells.size()) {
            int from = columns.size();
            int to = from + 1;
            while (to < cells.size() && fits(cells.subList(from, to + 1), most)) {
                to++;
            }
            int widest = widest(cells.subList(from, to));
            for (int i = from; i < to; i++) {
                columns.add(widest);
            }
        }
        return columns;
    }

    private static boolean fits(List<Cell> cells, int most) {
        int widest = widest(cells);
        return cells.stream().allMatch(c -> c.start() == cells.get(0).start() && widest - c.width() <= most
                && (c.width() == widest || widest + c.rest() <= Formatter.WIDTH));
    }

    private static int widest(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::width).max().orElse(0);
    }

    /** The text with spaces behind it. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - Flat.width(text)));
    }
}
