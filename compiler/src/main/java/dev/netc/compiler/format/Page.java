package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines of a file as they are laid out; comments behind neighbouring lines are set below each other at the end. */
final class Page {
    /** Between a line and the comment behind it. */
    private static final String GAP = "   ";

    /** Lines whose lengths differ by more have no comments in one column. */
    private static final int MOST_PADDING = 40;

    private record Line(String text, Optional<String> comment) {}

    private final List<Line> lines = new ArrayList<>();

    void line(String text, Optional<String> comment) {
        lines.add(new Line(text, comment));
    }

    void line(String text) {
        line(text, Optional.empty());
    }

    /** An empty line, unless one is there or nothing is yet. */
    void blank() {
        if (!lines.isEmpty() && !lines.getLast().text().isEmpty()) {
            line("");
        }
    }

    /** All of it. */
    String text() {
        List<String> all = new ArrayList<>();
        for (int from = 0; from < lines.size();) {
            int to = from + 1;
            while (to < lines.size() && areNeighbours(lines.get(to - 1), lines.get(to))) {
                to++;
            }
            all.addAll(commented(lines.subList(from, to)));
            from = to;
        }
        return all.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static boolean areNeighbours(Line line, Line next) {
        return line.comment().isPresent() && next.comment().isPresent() && !line.text().endsWith("{")
                && !next.text().endsWith("}");
    }

    private static List<String> commented(List<Line> neighbours) {
        List<Alignment.Cell> cells = neighbours.stream()
                .map(l -> new Alignment.Cell(0, Flat.width(l.text()), 0)).toList();
        List<Integer> columns = Alignment.columns(cells, MOST_PADDING);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < neighbours.size(); i++) {
            Line line = neighbours.get(i);
            texts.add(line.comment().map(c -> GAP + c)
                    .map(Alignment.pad(line.text(), columns.get(i))::concat).orElse(line.text()));
        }
        return texts;
    }
}
