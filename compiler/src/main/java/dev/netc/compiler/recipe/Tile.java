package dev.netc.compiler.recipe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a kernel does at once: {@code 8 x 2}. What is counted says the {@link TileKind}. It is never in which order numbers
 * are added: every tile of a kind gives the same bits.
 */
public record Tile(int rows, int columns) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6}) x (\\d{1,6})");

    public Tile {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a tile of " + rows + " x " + columns);
        }
    }

    /** Reads what {@link #toString} writes; empty where it is something else. */
    public static Optional<Tile> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int rows = Integer.parseInt(m.group(1));
        int columns = Integer.parseInt(m.group(2));
        return rows < 1 || columns < 1 ? Optional.empty() : Optional.of(new Tile(rows, columns));
    }

    @Override
    public String toString() {
        return rows + " x " + columns;
    }
}
