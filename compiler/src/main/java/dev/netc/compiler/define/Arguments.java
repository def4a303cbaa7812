package dev.netc.compiler.define;

import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.problem.Place;

/**
 * The arguments of one call, each of its slot's kind; those left out have their slot's own value.
 *
 * @param values by name
 * @param places where each that was given is written
 * @param call the place of the call
 */
public record Arguments(Map<String, Given> values, Map<String, Place> places, Place call) {
    public Arguments {
        values = Map.copyOf(values);
        places = Map.copyOf(places);
    }

    /** A whole number; the reader has seen to it that it fits an {@code int}. */
    public int whole(String name) {
        return (int) ((Given.Whole) values.get(name)).value();
    }

    /** A whole number of any size. */
    public long large(String name) {
        return ((Given.Whole) values.get(name)).value();
    }

    public double real(String name) {
        return ((Given.Real) values.get(name)).value();
    }

    public Given.Pair pair(String name) {
        return (Given.Pair) values.get(name);
    }

    /** Whether {@code all} was given for a size. */
    public boolean isAll(String name) {
        return values.get(name) instanceof Given.All;
    }

    public Given.Pad pad(String name) {
        return (Given.Pad) values.get(name);
    }

    public InitialValues start(String name) {
        return ((Given.Start) values.get(name)).values();
    }

    /** The word given, if any. */
    public Optional<String> word(String name) {
        return Optional.ofNullable(values.get(name)).map(g -> ((Given.Word) g).word());
    }

    /** Whether it was given or has a value of its own. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Where an argument is written; the call itself for one that was left out. */
    public Place place(String name) {
        return places.getOrDefault(name, call);
    }
}
