package dev.netc.compiler.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Parts on one line.
 *
 * @param text without a space before it
 * @param before comments on lines of their own above it
 * @param behind the comment at its end
 */
record Flat(String text, List<String> before, Optional<String> behind) {
    static final Flat NOTHING = new Flat("", List.of(), Optional.empty());

    Flat {
        before = List.copyOf(before);
    }

    /** The parts on one line; absent where a comment stands amid them. */
    static Optional<Flat> of(List<Part> parts) {
        if (parts.isEmpty()) {
            return Optional.of(NOTHING);
        }
        List<Part.Word> words = parts.stream().flatMap(Flat::words).toList();
        boolean commented = words.stream().skip(1).anyMatch(w -> !w.before().isEmpty())
                || words.stream().limit(words.size() - 1).anyMatch(w -> w.behind().isPresent());
        return commented
                ? Optional.empty()
                : Optional.of(new Flat(text(parts), words.get(0).before(), words.get(words.size() - 1).behind()));
    }

    /** Whether no comment stands by it. */
    boolean isBare() {
        return before.isEmpty() && behind.isEmpty();
    }

    int width() {
        return width(text);
    }

    /** How wide a text is, in characters as a person counts them. */
    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Stream<Part.Word> words(Part part) {
        return switch (part) {
            case Part.Word word -> Stream.of(word);
            case Part.Bracket bracket -> Stream.of(Stream.of(bracket.open()),
                    bracket.items().stream().flatMap(List::stream).flatMap(Flat::words), Stream.of(bracket.close()))
                    .flatMap(s -> s);
        };
    }

    /** The words of parts with the spaces between them; comments left out. */
    static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.first().apart() && !text.isEmpty() ? " " : "");
            switch (part) {
                case Part.Word word -> text.append(word.text());
                case Part.Bracket bracket -> text.append(bracket.open().text())
                        .append(String.join(", ", bracket.items().stream().map(Flat::text).toList()))
                        .append(bracket.close().text());
            }
        }
        return text.toString();
    }
}
