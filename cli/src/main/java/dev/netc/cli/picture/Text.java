package dev.netc.cli.picture;

/**
 * How wide text is in a sans serif font, in pixels. An upper bound by classes of letters, so that a picture is the same on
 * every machine and its text fits in whatever font a viewer has.
 */
final class Text {
    static final int HEAD = 16;
    static final int TITLE = 13;
    static final int PLAIN = 12;
    static final int SMALL = 11;
    private static final String NARROW = "iljtfr.,:;'|![]()I ";
    private static final String WIDE = "mwMW@%×→";

    private Text() {}

    static double width(String text, int size) {
        return text.codePoints().mapToDouble(Text::share).sum() * size;
    }

    /** A bold text is a tenth wider. */
    static double bold(String text, int size) {
        return 1.1 * width(text, size);
    }

    private static double share(int letter) {
        if (NARROW.indexOf(letter) >= 0) {
            return 0.4;
        }
        return WIDE.indexOf(letter) >= 0 ? 0.95 : Character.isUpperCase(letter) ? 0.72 : 0.62;
    }
}
