package dev.netc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes model files at random, by tokens, lines and characters; the same changes for the same random numbers. */
final class Mutation {
    private static final Pattern TOKEN = Pattern
            .compile("//.*|\"[^\"\\n]*\"|[A-Za-z_]\\w*|\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|->|[<>=!]=|\\s+|.");
    private static final List<String> NUMBERS = List.of("0", "1", "2", "-1", "0.5", "199", "65536", "2147483647",
            "4294967296", "1e9", "1e308", "1e999", "1e-320", "100000", "16777217");
    private static final List<String> CHARACTERS = List.of("\u0000", "\uFEFF", "\u2192", "\uD83D\uDE00", "\uD800",
            "\u202E", "\r", "\t", "\f", "\\", "\"", "'", "#", "%", "@", "é", "//", "/*", "\n\n");

    private final Random random;
    private final List<String> corpus;

    Mutation(Random random, List<String> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    /** A file of the corpus after one to eight changes. */
    String text() {
        String text = any(corpus);
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            text = changed(text);
        }
        return text;
    }

    private String changed(String text) {
        return switch (random.nextInt(8)) {
            case 0 -> characters(text);
            case 1 -> lines(text);
            case 2 -> random.nextInt(20) == 0 ? grown(text) : numbers(text);
            default -> tokens(text);
        };
    }

    private String tokens(String text) {
        List<String> tokens = split(text);
        if (tokens.isEmpty()) {
            return any(corpus);
        }
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(5)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> tokens.add(at, tokens.remove(random.nextInt(tokens.size())));
            case 3 -> tokens.set(at, foreign());
            default -> tokens.add(at, " " + foreign() + " ");
        }
        return String.join("", tokens);
    }

    private String foreign() {
        List<String> tokens = split(any(corpus)).stream().filter(t -> !t.isBlank()).toList();
        return tokens.isEmpty() ? "all" : any(tokens);
    }

    private String numbers(String text) {
        List<String> tokens = split(text);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (Character.isDigit(tokens.get(i).charAt(0))) {
                numbers.add(i);
            }
        }
        if (!numbers.isEmpty()) {
            tokens.set(any(numbers), any(NUMBERS));
        }
        return String.join("", tokens);
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return text;
        }
        int at = random.nextInt(lines.size());
        List<String> others = any(corpus).lines().toList();
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            case 2 -> lines.add(at, lines.remove(random.nextInt(lines.size())));
            default -> lines.add(at, others.isEmpty() ? "}" : any(others));
        }
        return String.join("\n", lines);
    }

    private String characters(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(12));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, at) + any(CHARACTERS) + text.substring(at);
            default -> random.nextInt(4) == 0
                    ? text.substring(0, at)
                    : text.substring(0, at)
                            + (char) random.nextInt(0x300) + text.substring(to);
        };
    }

    /** Something repeated very often, where it stands. */
    private String grown(String text) {
        List<String> tokens = split(text);
        if (tokens.isEmpty()) {
            return text;
        }
        int at = random.nextInt(tokens.size());
        int length = Math.min(tokens.size() - at, 1 + random.nextInt(6));
        List<String> part = List.copyOf(tokens.subList(at, at + length));
        tokens.add(at, (String.join("", part) + " ").repeat(1 + random.nextInt(3000)));
        return String.join("", tokens);
    }

    private static List<String> split(String text) {
        return new ArrayList<>(TOKEN.matcher(text).results().map(MatchResult::group).toList());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
