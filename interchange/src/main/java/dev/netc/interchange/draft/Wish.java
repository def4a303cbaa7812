package dev.netc.interchange.draft;

/**
 * How somebody would call a value.
 *
 * @param name in whatever letters
 * @param own whether it is a layer's own name, which an output's name does not take the place of
 */
public record Wish(String name, boolean own) {
    /** A name that any better one may replace. */
    public static Wish of(String name) {
        return new Wish(name, false);
    }
}
