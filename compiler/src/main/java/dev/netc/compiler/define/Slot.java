package dev.netc.compiler.define;

import java.util.Optional;

/**
 * One argument of a signature.
 *
 * @param name as it is written before a colon
 * @param kind what it takes
 * @param fallback its value when it is left out
 * @param optional whether it may be left out
 * @param shown the fallback as a signature shows it; empty where there is none
 * @param meaning what it is for, in a phrase
 */
public record Slot(String name, Kind kind, Optional<Given> fallback, boolean optional, String shown,
        String meaning) {
    public Slot {
        if (meaning.isBlank()) {
            throw new IllegalArgumentException("the argument " + name + " means nothing");
        }
    }

    /** An argument that must be given. */
    public static Slot required(String name, Kind kind, String meaning) {
        return new Slot(name, kind, Optional.empty(), false, "", meaning);
    }

    /** An argument with a value of its own. */
    public static Slot standard(String name, Kind kind, Given fallback, String shown, String meaning) {
        return new Slot(name, kind, Optional.of(fallback), true, shown, meaning);
    }

    /** An argument that may be left out altogether. */
    public static Slot absent(String name, Kind kind, String meaning) {
        return new Slot(name, kind, Optional.empty(), true, "", meaning);
    }

    @Override
    public String toString() {
        return !optional ? name : shown.isEmpty() ? name + ":" : name + ": " + shown;
    }
}
