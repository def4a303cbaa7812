package dev.netc.interchange;

/**
 * A place in a file that the language cannot say.
 *
 * @param place {@code node conv1 (Conv)}, {@code layer mvn (MVN)}, {@code input x}
 * @param why in words, about what stands there
 */
public record Unsayable(String place, String why) {
    @Override
    public String toString() {
        return place + ": " + why;
    }
}
