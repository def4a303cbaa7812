package dev.netc.runtime.weights;

/** What a file says, as a message shows it: the beginning of what is long, and nothing that a terminal would obey. */
final class Shown {
    private static final int MOST = 80;

    private Shown() {}

    static String of(String text) {
        String plain = text.codePoints().limit(MOST).collect(StringBuilder::new,
                (shown, c) -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c), StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > MOST ? plain + "…" : plain;
    }
}
