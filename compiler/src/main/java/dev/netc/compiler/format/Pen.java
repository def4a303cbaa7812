package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.grammar.NetLexer;

/**
 * Writes one statement that cannot stand on a line, or not in line with its neighbours: it breaks lines before arrows,
 * behind commas and behind comments, and what brackets enclose goes on lines of its own where it must.
 */
final class Pen {
    private static final int STEP = 2;

    private final Page page;
    private final StringBuilder line = new StringBuilder();
    private Optional<String> comment = Optional.empty();

    /** Where a line begins that goes on with what the last one began. */
    private int continuation;

    /** How far the line being written is indented. */
    private int indent;

    Pen(Page page, int indent) {
        this.page = page;
        begin(indent);
        this.continuation = indent + 2 * STEP;
    }

    private void begin(int column) {
        line.setLength(0);
        line.append(" ".repeat(column));
        indent = column;
        comment = Optional.empty();
    }

    /** Text as it is, which no comment belongs to. */
    Pen write(String text) {
        line.append(text);
        return this;
    }

    /** Spaces up to a column. */
    Pen pad(int column) {
        line.append(" ".repeat(Math.max(0, column - Flat.width(line.toString()))));
        return this;
    }

    /** Lines that go on begin here. */
    Pen continueAt(int column) {
        continuation = column;
        return this;
    }

    /** Parts, one after the other. */
    Pen write(List<Part> parts) {
        boolean chained = false;
        for (List<Part> chunk : chunks(parts)) {
            if ((isArrow(chunk) || endsWith(',')) && !hasRoom(chunk)) {
                turn(continuation);
            }
            if (isArrow(chunk) && !chained) {
                continuation = isFresh() ? continuation : Flat.width(line.toString()) + 1;
                chained = true;
            }
            chunk.forEach(this::part);
        }
        return this;
    }

    /** Whether a chunk can stand behind what is written; one that holds comments has to be broken wherever it stands. */
    private boolean hasRoom(List<Part> chunk) {
        return isFresh() || Flat.of(chunk).isEmpty()
                || Flat.width(line + " " + Flat.text(chunk)) <= Formatter.WIDTH;
    }

    /** Ends the statement. */
    void end() {
        page.line(line.toString().stripTrailing(), comment);
    }

    /** Ends the statement with a comment behind it. */
    void end(Optional<String> behind) {
        comment = behind;
        end();
    }

    /** Parts between which a line may be broken. */
    private static List<List<Part>> chunks(List<Part> parts) {
        List<List<Part>> chunks = new ArrayList<>();
        for (Part part : parts) {
            boolean begins = chunks.isEmpty() || part.first().type() == NetLexer.ARROW
                    || chunks.getLast().getLast().last().type() == NetLexer.COMMA;
            if (begins) {
                chunks.add(new ArrayList<>());
            }
            chunks.getLast().add(part);
        }
        return chunks;
    }

    private static boolean isArrow(List<Part> chunk) {
        return chunk.get(0).first().type() == NetLexer.ARROW;
    }

    private boolean endsWith(char sign) {
        return !line.isEmpty() && line.charAt(line.length() - 1) == sign;
    }

    private boolean isFresh() {
        return line.toString().isBlank();
    }

    private void part(Part part) {
        switch (part) {
            case Part.Word word -> word(word);
            case Part.Bracket bracket -> bracket(bracket);
        }
    }

    private void word(Part.Word word) {
        if (word.type() == NetLexer.COMMA) {
            line.append(word.text()); // before the comment, if there is one: a line does not begin with a comma
            return;
        }
        makeWay(word);
        line.append(gap(word)).append(word.text());
        comment = word.behind();
    }

    /** Ends the line where a comment does, and writes the comments above a word. */
    private void makeWay(Part.Word word) {
        if (!word.before().isEmpty() || comment.isPresent()) {
            turn(continuation);
        }
        word.before().forEach(above -> page.line(" ".repeat(indent) + above));
    }

    private String gap(Part.Word word) {
        return word.apart() && !isFresh() && !endsWith('(') && !endsWith('[') && !endsWith(' ') ? " " : "";
    }

    private void bracket(Part.Bracket bracket) {
        makeWay(bracket.open());
        Optional<Flat> flat = Flat.of(List.of(bracket))
                .filter(f -> Flat.width(line + " " + f.text()) <= Formatter.WIDTH);
        line.append(gap(bracket.open()));
        if (flat.isPresent()) {
            line.append(flat.get().text());
            comment = flat.get().behind();
        } else {
            line.append(bracket.open().text());
            comment = bracket.open().behind();
            lines(bracket);
        }
    }

    private void lines(Part.Bracket bracket) {
        int outer = indent;
        int outerContinuation = continuation;
        for (int i = 0; i < bracket.items().size(); i++) {
            turn(outer + STEP);
            continuation = outer + 2 * STEP;
            item(bracket.items().get(i));
            line.append(i < bracket.items().size() - 1 ? "," : "");
        }
        turn(outer + STEP);
        bracket.close().before().forEach(above -> page.line(" ".repeat(indent) + above));
        begin(outer);
        line.append(bracket.close().text());
        comment = bracket.close().behind();
        continuation = outerContinuation;
    }

    private void item(List<Part> item) {
        Part.Word first = item.get(0).first();
        first.before().forEach(above -> page.line(" ".repeat(indent) + above));
        List<Part> rest = new ArrayList<>(item);
        rest.set(0, bare(item.get(0)));
        write(rest);
    }

    private static Part bare(Part part) {
        return switch (part) {
            case Part.Word w -> new Part.Word(w.type(), w.text(), w.apart(), List.of(), w.behind());
            case Part.Bracket b -> new Part.Bracket((Part.Word) bare(b.open()), b.items(), b.close());
        };
    }

    /** Goes on in a new line. */
    private void turn(int column) {
        if (!isFresh()) {
            end();
        }
        begin(column);
    }
}
