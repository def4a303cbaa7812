package dev.netc.interchange.draft;

import java.util.regex.Pattern;

/**
 * How somebody would call a value.
 *
 * @param name in whatever letters
 * @param own whether it is a layer's own name, which an output's name does not take the place of
 */
public record Wish(String name, boolean own) {
    private static final Pattern NUMBER = Pattern.compile("(?i)([a-z]{0,2}|concat)_?\\d+");

    /** A name that any better one may replace. */
    public static Wish of(String name) {
        return new Wish(name, false);
    }

    /** Whether it tells nothing but a place: {@code n23}, {@code concat_5}. */
    boolean isNumber() {
        return NUMBER.matcher(name).matches();
    }
}
