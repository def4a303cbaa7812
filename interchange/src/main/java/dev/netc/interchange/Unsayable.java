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

    /** A name with a line break in it does not begin a line of a message. */
    public Unsayable {
        place = LINE_BREAK.matcher(place).replaceAll("?");
        why = LINE_BREAK.matcher(why).replaceAll("?");
    }

    @Override
    public String toString() {
        return place + ": " + why;
    }
}
