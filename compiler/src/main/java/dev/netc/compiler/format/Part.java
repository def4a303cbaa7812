package dev.netc.compiler.format;

import java.util.List;
import java.util.Optional;

/** A piece of a statement: a word, or brackets with what they enclose. */
sealed interface Part {
    /**
     * A token.
     *
     * @param type of {@code NetLexer}
     * @param apart whether a space is before it within a line
     * @param before comments on lines of their own above it
     * @param behind the comment that ends its line
     */
    record Word(int type, String text, boolean apart, List<String> before, Optional<String> behind) implements Part {
        public Word {
            before = List.copyOf(before);
        }
    }

    /** Brackets, round or square; what stands between commas is an item. */
    record Bracket(Word open, List<List<Part>> items, Word close) implements Part {
        public Bracket {
            items = items.stream().map(List::copyOf).toList();
        }
    }

    /** Its first word. */
    default Word first() {
        return switch (this) {
            case Word word -> word;
            case Bracket bracket -> bracket.open();
        };
    }

    /** Its last word. */
    default Word last() {
        return switch (this) {
            case Word word -> word;
            case Bracket bracket -> bracket.close();
        };
    }
}
