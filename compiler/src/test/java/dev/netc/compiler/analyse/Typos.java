package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every way to make one slip in a model file: a sign left out, a name misspelt, an operator for another, a line twice. */
final class Typos {
    private static final Pattern TOKEN = Pattern
            .compile("//.*|\"[^\"]*\"|\\w+(?:\\.\\w+)?(?:e-\\d+)?|->|[^\\s\\w]");
    private static final Pattern ARGUMENT = Pattern.compile("(?<=[(,])\\s*[^(),]+(?=[,)])");

    /**
     * A text with one slip.
     *
     * @param what was done, for the one who reads a failure
     */
    record Typo(String what, String text) {}

    private Typos() {}

    static List<Typo> of(String text) {
        List<Typo> typos = new ArrayList<>();
        TOKEN.matcher(text).results().filter(t -> !t.group().startsWith("//"))
                .forEach(t -> slips(t).forEach(s -> typos.add(change(text, t, s))));
        ARGUMENT.matcher(text).results().forEach(a -> typos.add(change(text, a, "")));
        text.lines().filter(line -> !line.isBlank() && !line.strip().startsWith("//"))
                .forEach(line -> typos.add(new Typo("twice: " + line.strip(),
                        text.replaceFirst(Pattern.quote(line), (line + "\n" + line).replace("$", "\\$")))));
        return typos;
    }

    /** What a token may become by one slip; empty for leaving it out. */
    private static Stream<String> slips(MatchResult token) {
        String text = token.group();
        return switch (text) {
            case "(", ")", "[", "]", "{", "}", ",", "=", ":", "->" ->
                Stream.concat(Stream.of(""), swapped(text).stream());
            case "+", "-", "*", "/" -> Stream.of("", "->");
            default -> text.length() > 2 && Character.isLetter(text.charAt(0))
                    ? Stream.of(text.charAt(1) + text.substring(0, 1) + text.substring(2), text + "x")
                    : Stream.of();
        };
    }

    private static Optional<String> swapped(String sign) {
        return switch (sign) {
            case "->" -> Optional.of("-");
            case ":" -> Optional.of("=");
            case "=" -> Optional.of(":");
            case "(" -> Optional.of("[");
            case "," -> Optional.of(".");
            default -> Optional.empty();
        };
    }

    private static Typo change(String text, MatchResult at, String to) {
        long line = text.substring(0, at.start()).lines().count();
        return new Typo("line " + Math.max(1, line) + ", `" + at.group() + "` -> `" + to + "`",
                text.substring(0, at.start()) + to + text.substring(at.end()));
    }
}
