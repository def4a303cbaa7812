package dev.netc.runtime.weights;

/** What a file says, as a message shows it: the beginning of what is long, and nothing that a terminal would obey. */
final class Shown {
    private static final int MOST = 80;

    private Shown() {}

    static String of(String text) {
        String plain = text.codePoints().limit(MOST).collect(StringBuilder::new,
                (shown, c) -> shown.appendCodePoint(isObeyed(c) ? '?' : c), StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > MOST ? plain + "…" : plain;
    }

    /** Control characters, and those that turn the direction of what follows. */
    private static boolean isObeyed(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }
}
