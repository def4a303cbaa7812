package dev.netc.compiler.define;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How something is called: its name and its arguments, the tensor that is piped in not among them.
 *
 * @param several whether it works on any number of tensors rather than on one
 */
public record Signature(String function, boolean several, List<Slot> slots) {
    public Signature {
        slots = List.copyOf(slots);
    }

    /** A signature. */
    public static Signature of(String function, Slot... slots) {
        return new Signature(function, false, List.of(slots));
    }

    /** The signature of what works on any number of tensors, and nothing else. */
    public static Signature ofSeveral(String function) {
        return new Signature(function, true, List.of());
    }

    @Override
    public String toString() {
        return several
                ? function + "(a, b, …)"
                : function + slots.stream().map(Slot::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
