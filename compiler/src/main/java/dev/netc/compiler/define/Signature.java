package dev.netc.compiler.define;

import java.util.List;
import java.util.stream.Collectors;

/** How something is called: its name and its arguments, the tensor that is piped in not among them. */
public record Signature(String function, List<Slot> slots) {
    public Signature {
        slots = List.copyOf(slots);
    }

    /** A signature. */
    public static Signature of(String function, Slot... slots) {
        return new Signature(function, List.of(slots));
    }

    @Override
    public String toString() {
        return function + slots.stream().map(Slot::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
