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
 */
public record Slot(String name, Kind kind, Optional<Given> fallback, boolean optional, String shown) {

    /** An argument that must be given. */
    public static Slot required(String name, Kind kind) {
        return new Slot(name, kind, Optional.empty(), false, "");
    }

    /** An argument with a value of its own. */
    public static Slot standard(String name, Kind kind, Given fallback, String shown) {
        return new Slot(name, kind, Optional.of(fallback), true, shown);
    }

    /** An argument that may be left out altogether. */
    public static Slot absent(String name, Kind kind) {
        return new Slot(name, kind, Optional.empty(), true, "");
    }

    @Override
    public String toString() {
        return !optional ? name : shown.isEmpty() ? name + ":" : name + ": " + shown;
    }
}
