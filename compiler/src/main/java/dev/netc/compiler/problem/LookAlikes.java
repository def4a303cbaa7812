package dev.netc.compiler.problem;

import java.util.Optional;

/** Signs that look like one of the language: what editors and web pages make of it, or other keyboards have in its place. */
final class LookAlikes {
    private static final String[][] SIGNS = {{"->", "\u2192\u27F6\u21D2|"},
        {"-", "\u2010\u2011\u2012\u2013\u2014\u2212"},
        {"*", "\u00D7\u2217\u00B7"}, {"/", "\u00F7\u2215"}, {"\"", "\u201C\u201D\u201E\u00AB\u00BB'"}, {",", "\uFF0C"},
        {":", "\uFF1A"}, {"(", "\uFF08"}, {")", "\uFF09"}, {"=", "\uFF1D"}, {"<=", "\u2264"}, {">=", "\u2265"},
        {"!=", "\u2260"},
        {"//", "#"}};

    private LookAlikes() {}

    /** The sign of the language that a character looks like. */
    static Optional<String> of(String character) {
        for (String[] sign : SIGNS) {
            if (sign[1].contains(character)) {
                return Optional.of(sign[0]);
            }
        }
        return Optional.empty();
    }
}
