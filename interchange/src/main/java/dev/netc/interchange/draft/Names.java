package dev.netc.interchange.draft;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of a net's values: letters, digits and underscores, each once. */
final class Names {
    private static final int LONGEST = 60;

    private final Set<String> taken = new HashSet<>(Set.of("all"));
    /** By name the number to go on with: a net may want one name for every node. */
    private final Map<String, Integer> next = new HashMap<>();

    /** A name that nobody has, as near as can be to what was wished. */
    String take(String wish) {
        String name = identifier(wish);
        String free = name;
        while (!taken.add(free)) {
            free = name + "_" + next.merge(name, 2, (number, first) -> number + 1);
        }
        return free;
    }

    /** The words that names all begin with: {@code block_1x1} and {@code block_3x3} have {@code block}. */
    static Optional<String> common(List<String> names) {
        String shared = names.getFirst();
        for (String name : names) {
            while (!name.startsWith(shared + "_")) {
                int end = shared.lastIndexOf('_');
                if (end <= 0) {
                    return Optional.empty();
                }
                shared = shared.substring(0, end);
            }
        }
        return Optional.of(shared);
    }

    /** What may stand in a model file of any text: {@code features.0} is {@code features_0}, {@code 12} is {@code v12}. */
    static String identifier(String text) {
        String letters = text.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("_{2,}", "_").replaceAll("(?<=.)_$", "");
        String cut = letters.length() <= LONGEST ? letters : letters.substring(letters.length() - LONGEST);
        if (cut.isEmpty() || cut.equals("_")) {
            return "v";
        }
        String trimmed = cut.startsWith("_") && !text.startsWith("_") ? cut.substring(1) : cut;
        return Character.isDigit(trimmed.charAt(0)) ? "v" + trimmed : trimmed;
    }
}
