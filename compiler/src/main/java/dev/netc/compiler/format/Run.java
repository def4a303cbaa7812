package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Statements of one kind that follow each other: their {@code =}, their arrows and their shapes stand below each other. A
 * chain that is too long for one line goes on below its first arrow.
 */
final class Run {
    /** A name, a source or a stage is padded by so much at most: what is much longer than its neighbours stands alone. */
    private static final int MOST_PADDING = 12;

    /** The same for shapes, which are read as a column of their own. */
    private static final int MOST_SHAPE_PADDING = 48;

    /** Two spaces: a shape is said beside the chain, not of its last call. */
    static final String BEFORE_SHAPE = "  ";

    /** A line in the making: its text so far, and the stages that follow. */
    private static final class Row {
        private final List<String> above;
        private final List<Flat> stages = new ArrayList<>();
        private String text;
        private Optional<String> comment = Optional.empty();
        private String shape = "";
        private int next;
        private int lastStage;

        Row(List<String> above, String text) {
            this.above = above;
            this.text = text;
        }

        /** Characters that are yet to come. */
        int rest() {
            return IntStream.range(next, stages.size()).map(i -> stages.get(i).width() + 1).sum() + shapeWidth();
        }

        int shapeWidth() {
            return shape.isEmpty() ? 0 : Flat.width(BEFORE_SHAPE + shape);
        }

        boolean hasNext() {
            return next < stages.size();
        }

        void write() {
            lastStage = Flat.width(text);
            text = text + " " + stages.get(next++).text();
        }
    }

    private final Page page;
    private final int indent;
    private final List<Row> rows = new ArrayList<>();

    Run(Page page, int indent) {
        this.page = page;
        this.indent = indent;
    }

    /** Lays the statements out. */
    void lay(List<Statement> statements) {
        List<String> heads = sources(statements);
        List<Integer> arrows = arrows(statements, heads);
        for (int i = 0; i < statements.size(); i++) {
            fill(statements.get(i), heads.get(i), arrows.get(i));
        }
        alignStages();
        alignShapes();
        for (Row row : rows) {
            row.above.forEach(comment -> page.line(" ".repeat(Flat.width(row.text) - Flat.width(row.text.strip()))
                    + comment));
            page.line(row.text, row.comment);
        }
    }

    /** Each line up to the end of its source. */
    private List<String> sources(List<Statement> statements) {
        List<Alignment.Cell> names = statements.stream()
                .map(s -> new Alignment.Cell(indent, indent + Flat.width(s.name()),
                        Flat.width(s.assign() + s.source().text()) + 1 + s.widestStage()))
                .toList();
        List<Integer> columns = Alignment.columns(names, MOST_PADDING);
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement s = statements.get(i);
            String name = " ".repeat(indent) + s.name();
            heads.add(s.assign().isEmpty()
                    ? " ".repeat(indent) + s.left() + s.source().text()
                    : Alignment.pad(name, columns.get(i)) + s.assign() + " " + s.source().text());
        }
        return heads;
    }

    /** The column behind which each statement's first arrow stands. */
    private static List<Integer> arrows(List<Statement> statements, List<String> heads) {
        List<Integer> chains = IntStream.range(0, heads.size()).filter(i -> !statements.get(i).stages().isEmpty())
                .boxed().toList();
        List<Integer> columns = Alignment.columns(chains.stream()
                .map(i -> new Alignment.Cell(0, Flat.width(heads.get(i)), statements.get(i).widestStage() + 1))
                .toList(),
                MOST_PADDING);
        List<Integer> all = new ArrayList<>(heads.stream().map(Flat::width).toList());
        for (int i = 0; i < chains.size(); i++) {
            all.set(chains.get(i), columns.get(i));
        }
        return all;
    }

    /** Puts as many stages on each line as have room. */
    private void fill(Statement statement, String head, int arrow) {
        Row row = new Row(List.of(), statement.stages().isEmpty() ? head : Alignment.pad(head, arrow));
        row.comment = statement.source().behind();
        int width = arrow;
        for (int i = 0; i < statement.stages().size(); i++) {
            Flat stage = statement.stages().get(i);
            boolean last = i == statement.stages().size() - 1;
            int tail = last && !statement.shape().text().isEmpty()
                    ? Flat.width(BEFORE_SHAPE + statement.shape().text())
                    : 0;
            boolean full = !row.stages.isEmpty() && width + 1 + stage.width() + tail > Formatter.WIDTH;
            if (full || row.comment.isPresent() || !stage.before().isEmpty()) {
                row = turn(row, stage.before(), arrow);
                width = arrow;
            }
            row.stages.add(stage);
            row.comment = stage.behind();
            width += 1 + stage.width();
        }
        row.shape = statement.shape().text();
        row.comment = row.shape.isEmpty() ? row.comment : statement.shape().behind();
        finish(row);
    }

    private Row turn(Row row, List<String> above, int arrow) {
        finish(row);
        return new Row(above, " ".repeat(arrow));
    }

    private void finish(Row row) {
        if (row.stages.isEmpty()) {
            row.text = row.text.stripTrailing();
        }
        rows.add(row);
    }

    /** The first stages stand right behind their columns; the second are set below each other, then the third … */
    private void alignStages() {
        rows.stream().filter(Row::hasNext).forEach(Row::write);
        for (List<Row> open = open(); !open.isEmpty(); open = open()) {
            pad(open, open.stream().map(r -> r.lastStage).toList(), MOST_PADDING);
            open.forEach(Row::write);
        }
    }

    private List<Row> open() {
        return rows.stream().filter(Row::hasNext).toList();
    }

    private void alignShapes() {
        List<Row> shaped = rows.stream().filter(r -> !r.shape.isEmpty()).toList();
        pad(shaped, Collections.nCopies(shaped.size(), 0), MOST_SHAPE_PADDING);
        shaped.forEach(r -> r.text = r.text + BEFORE_SHAPE + r.shape);
    }

    private static void pad(List<Row> rows, List<Integer> starts, int most) {
        List<Alignment.Cell> cells = IntStream.range(0, rows.size()).mapToObj(
                i -> new Alignment.Cell(starts.get(i), Flat.width(rows.get(i).text), rows.get(i).rest())).toList();
        List<Integer> columns = Alignment.columns(cells, most);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).text = Alignment.pad(rows.get(i).text, columns.get(i));
        }
    }
}
