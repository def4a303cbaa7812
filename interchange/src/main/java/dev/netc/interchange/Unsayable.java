package dev.netc.interchange;

import java.util.regex.Pattern;

/**
 * A place in a file that the language cannot say.
 *
 * @param place {@code node conv1 (Conv)}, {@code layer mvn (MVN)}, {@code input x}
 * @param why in words, about what stands there
 */
public record Unsayable(String place, String why) {
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final int LONGEST = 4000;

    /** What a stranger calls a node may be of several lines, or of megabytes. */
    public Unsayable {
        place = line(place);
        why = line(why);
    }

    private static String line(String text) {
        String begin = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return LINE_BREAK.matcher(begin).replaceAll("?");
    }

    @Override
    public String toString() {
        return place + ": " + why;
    }
}
