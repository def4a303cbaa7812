package dev.netc.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Rows of text in aligned columns, two spaces apart. */
public final class Table {
    /** Names of tensors may come from anyone; one of several lines would look like rows. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private record Column(String head, boolean right) {}

    /** Adds a column of words. */
    public Table words(String head) {
        columns.add(new Column(head, false));
        return this;
    }

    /** Adds a column of figures, which end below each other. */
    public Table figures(String head) {
        columns.add(new Column(head, true));
        return this;
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException where the cells are not as many as the columns
     */
    public Table row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells in " + columns.size() + " columns");
        }
        rows.add(cells.stream().map(cell -> LINE_BREAK.matcher(cell).replaceAll("?")).toList());
        return this;
    }

    /** Adds a row. */
    public Table row(String... cells) {
        return row(List.of(cells));
    }

    /** Number of columns so far. */
    public int width() {
        return columns.size();
    }

    /** The heads, then the rows; heads that are all empty take no line. */
    public String text() {
        List<String> heads = columns.stream().map(Column::head).toList();
        List<List<String>> lines = new ArrayList<>(rows);
        if (heads.stream().anyMatch(head -> !head.isEmpty())) {
            lines.addFirst(heads);
        }
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> lines.stream().mapToInt(line -> width(line.get(i))).max().orElse(0)).toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder cells = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blank = " ".repeat(widths[i] - width(line.get(i)));
                cells.append(i == 0 ? "" : "  ")
                        .append(columns.get(i).right() ? blank + line.get(i) : line.get(i) + blank);
            }
            text.append(cells.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
