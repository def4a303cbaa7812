package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.Collections;
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

    /**
     * Lines that go together, of which a file may have a hundred thousand.
     *
     * @param start of the cell before, of all
     * @param narrowest width
     * @param widest width, to which the others are padded
     * @param paddedRest the longest rest of the lines that are padded
     * @param widestRest the longest rest of the lines that are not
     */
    private record Group(int start, int narrowest, int widest, int paddedRest, int widestRest) {

        static Group of(Cell cell) {
            return new Group(cell.start(), cell.width(), cell.width(), 0, cell.rest());
        }

        Group with(Cell cell) {
            int least = Math.min(narrowest, cell.width());
            if (cell.width() > widest) {
                return new Group(start, least, cell.width(), Math.max(paddedRest, widestRest), cell.rest());
            }
            return cell.width() == widest
                    ? new Group(start, least, widest, paddedRest, Math.max(widestRest, cell.rest()))
                    : new Group(start, least, widest, Math.max(paddedRest, cell.rest()), widestRest);
        }

        boolean fits(int most) {
            return widest - narrowest <= most && (widest == narrowest || widest + paddedRest <= Formatter.WIDTH);
        }
    }

    private Alignment() {}

    /**
     * To which width each line is padded. Neighbours go together as long as none is padded by more than {@code most} and
     * all of them stay within the page; others keep their width.
     */
    static List<Integer> columns(List<Cell> cells, int most) {
        List<Integer> columns = new ArrayList<>();
        while (columns.size() < cells.size()) {
            int to = columns.size() + 1;
            Group group = Group.of(cells.get(columns.size()));
            while (to < cells.size() && cells.get(to).start() == group.start()
                    && group.with(cells.get(to)).fits(most)) {
                group = group.with(cells.get(to++));
            }
            columns.addAll(Collections.nCopies(to - columns.size(), group.widest()));
        }
        return columns;
    }

    /** The text with spaces behind it. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - Flat.width(text)));
    }
}
