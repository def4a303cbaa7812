package dev.netc.lsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Colours a text by a TextMate grammar as editors do: in each line, from left to right, by the pattern that matches first,
 * of several at one place by the one that is listed first. Of such grammars it knows {@code match} and {@code captures},
 * which is all that the project's uses.
 */
final class Colours {
    /** A stretch of a line and its scope. */
    record Coloured(String text, String scope) {}

    private record Rule(Pattern pattern, Optional<String> name, JsonObject captures) {}

    private final List<Rule> rules = new ArrayList<>();

    Colours(Path grammar) {
        JsonObject root = read(grammar);
        for (JsonElement include : root.getAsJsonArray("patterns")) {
            String group = include.getAsJsonObject().get("include").getAsString().substring(1);
            for (JsonElement rule : root.getAsJsonObject("repository").getAsJsonObject(group)
                    .getAsJsonArray("patterns")) {
                add(rule.getAsJsonObject());
            }
        }
    }

    static JsonObject read(Path json) {
        try {
            return JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(JsonObject rule) {
        rules.add(new Rule(Pattern.compile(rule.get("match").getAsString()),
                Optional.ofNullable(rule.get("name")).map(JsonElement::getAsString),
                rule.has("captures") ? rule.getAsJsonObject("captures") : new JsonObject()));
    }

    /** Every stretch that has a colour, in order. */
    List<Coloured> of(String text) {
        return text.lines().flatMap(l -> line(l).stream()).toList();
    }

    private List<Coloured> line(String line) {
        List<Coloured> all = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            Matcher best = null;
            Rule by = null;
            for (Rule rule : rules) {
                Matcher matcher = rule.pattern().matcher(line).useTransparentBounds(true).useAnchoringBounds(false);
                if (matcher.find(at) && matcher.end() > matcher.start()
                        && (best == null || matcher.start() < best.start())) {
                    best = matcher;
                    by = rule;
                }
            }
            if (best == null) {
                return all;
            }
            colour(best, by, all);
            at = best.end();
        }
        return all;
    }

    private static void colour(Matcher matcher, Rule rule, List<Coloured> all) {
        rule.name().ifPresent(name -> all.add(new Coloured(matcher.group(), name)));
        for (int i = 1; i <= matcher.groupCount(); i++) {
            JsonObject capture = rule.captures().getAsJsonObject(String.valueOf(i));
            if (capture != null && matcher.group(i) != null) {
                all.add(new Coloured(matcher.group(i), capture.get("name").getAsString()));
            }
        }
    }
}
