package dev.netc.compiler.define;

import java.util.List;

/** What an argument takes. */
public sealed interface Kind {
    /** A whole number of at least {@code least}. */
    record Whole(long least) implements Kind {}

    /** A number in {@code range}. */
    record Real(Range range) implements Kind {}

    /** Two whole numbers of at least {@code least}, {@code [h, w]}, or one for both. */
    record Pair(int least) implements Kind {}

    /** As {@link Pair}, or {@code all} for the size of the image. */
    record PairOrAll(int least) implements Kind {}

    /** {@code 2}, {@code [top, left, bottom, right]} or {@code end(3)}. */
    record Pad() implements Kind {}

    /**
     * Initial values: {@code normal(0.01)}, {@code he}, a number …
     *
     * @param orNone whether {@code none} leaves the parameter out
     */
    record Start(boolean orNone) implements Kind {}

    /** One of these words. */
    record Word(List<String> words) implements Kind {
        public Word {
            words = List.copyOf(words);
        }
    }

    /** A list of whole numbers of at least {@code least}. */
    record Wholes(long least) implements Kind {}

    /** One of these words, or a list of numbers. */
    record WordOrReals(List<String> words) implements Kind {
        public WordOrReals {
            words = List.copyOf(words);
        }
    }

    /** What it takes, in words. */
    default String expected() {
        return switch (this) {
            case Whole w -> "a whole number";
            case Real r -> "a number";
            case Pair p -> "a whole number or `[height, width]`";
            case PairOrAll p -> "a whole number, `[height, width]` or `all`";
            case Pad p -> "a whole number, `[top, left, bottom, right]` or `end(n)`";
            case Start s -> "initial values such as `normal(0.01)`, `he` or a number";
            case Word w -> "`" + String.join("` or `", w.words()) + "`";
            case Wholes w -> "a list of whole numbers";
            case WordOrReals w -> "`" + String.join("`, `", w.words()) + "` or a list of numbers";
        };
    }
}
