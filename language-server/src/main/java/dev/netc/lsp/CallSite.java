package dev.netc.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.grammar.NetLexer;

/**
 * The call whose brackets are open at a place.
 *
 * @param callee index of the name that is called
 * @param piped whether an arrow brings its tensor
 * @param position how many commas of the call are before the place
 * @param named arguments whose names are before the place
 * @param current the name of the argument at the place, empty where it has none
 */
record CallSite(int callee, boolean piped, int position, List<String> named, String current) {
    CallSite {
        named = List.copyOf(named);
    }

    /** Around what stands, or would stand, at that index; absent outside calls. */
    static Optional<CallSite> around(Words words, int index) {
        int depth = 0;
        int from = index;
        for (int i = index - 1; i >= 0 && !words.startsStatement(i); i--) {
            switch (words.type(i)) {
                case NetLexer.CLOSE, NetLexer.CLOSE_LIST -> depth++;
                case NetLexer.OPEN, NetLexer.OPEN_LIST -> {
                    if (depth-- == 0) {
                        int callee = callee(words, i);
                        if (callee >= 0) {
                            return Optional.of(of(words, callee, i + 1, from));
                        }
                        depth = 0;
                        from = i; // a bracket or a list: an argument of what is around it
                    }
                }
                case NetLexer.OPEN_BRACE, NetLexer.CLOSE_BRACE -> {
                    return Optional.empty();
                }
                default -> {
                    // within an argument
                }
            }
        }
        return Optional.empty();
    }

    /** The name before an opening bracket; {@code params} has its glob between. */
    private static int callee(Words words, int open) {
        if (words.type(open) != NetLexer.OPEN) {
            return -1;
        }
        int before = words.type(open - 1) == NetLexer.STRING ? open - 2 : open - 1;
        boolean declares = words.type(before - 1) == NetLexer.BLOCK || words.type(before - 1) == NetLexer.FN
                || words.type(before - 1) == NetLexer.NET;
        return words.isName(before) && !declares ? before : -1;
    }

    private static CallSite of(Words words, int callee, int first, int last) {
        int depth = 0;
        int position = 0;
        String current = "";
        List<String> named = new ArrayList<>();
        for (int i = first; i < last; i++) {
            switch (words.type(i)) {
                case NetLexer.OPEN, NetLexer.OPEN_LIST -> depth++;
                case NetLexer.CLOSE, NetLexer.CLOSE_LIST -> depth--;
                case NetLexer.COMMA -> {
                    position += depth == 0 ? 1 : 0;
                    current = depth == 0 ? "" : current;
                }
                case NetLexer.COLON -> {
                    if (depth == 0 && words.isName(i - 1)) {
                        current = words.text(i - 1);
                        named.add(current);
                    }
                }
                default -> {
                    // a value
                }
            }
        }
        return new CallSite(callee, isPiped(words, callee), position, named, current);
    }

    /** {@code -> f} and {@code -> 3 * f}. */
    static boolean isPiped(Words words, int callee) {
        return words.type(callee - 1) == NetLexer.ARROW
                || (words.type(callee - 1) == NetLexer.TIMES && isCounted(words, callee - 2));
    }

    private static boolean isCounted(Words words, int count) {
        int before = words.type(count) == NetLexer.CLOSE ? opening(words, count) - 1 : count - 1;
        return words.type(before) == NetLexer.ARROW;
    }

    private static int opening(Words words, int close) {
        int open = close - 1;
        for (int depth = 1; open >= 0; open--) {
            depth += words.type(open) == NetLexer.CLOSE ? 1 : words.type(open) == NetLexer.OPEN ? -1 : 0;
            if (depth == 0) {
                return open;
            }
        }
        return open;
    }
}
