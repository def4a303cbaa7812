package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reshapes that put equal parts of an example's channels into the places of examples, and back. */
final class Parts {
    private Parts() {}

    /** {@code [batch, channels, …]} as {@code [batch · parts, channels / parts, …]}; absent where the sizes are others. */
    static Optional<Known> apart(Known.Held whole, List<Long> sizes) {
        if (whole.lead().size() != 1 || whole.example().isEmpty() || sizes.size() < 2 || sizes.get(1) < 1) {
            return Optional.empty();
        }
        long channels = whole.example().getFirst();
        long ofPart = sizes.get(1);
        List<Long> part = with(ofPart, whole.example());
        List<Long> lead = times(whole.lead().getFirst(), channels / ofPart);
        return Optional.<Known>of(new Known.Apart(whole, new Known.Held(whole.value(), lead, part)))
                .filter(known -> channels % ofPart == 0 && channels > ofPart && says(sizes, Dims.joined(lead, part)));
    }

    /** Back to whole examples, or, of vectors, to pixels and back to vectors. */
    static Optional<Known> reshaped(Known.Apart apart, List<Long> sizes) {
        Known.Held whole = apart.whole();
        Known.Held seen = apart.seen();
        if (says(sizes, whole.dims())) {
            return Optional.of(whole);
        }
        return Dims.vectors(seen.example()).stream().filter(part -> says(sizes, Dims.joined(seen.lead(), part)))
                .<Known>map(part -> new Known.Apart(whole, new Known.Held(seen.value(), seen.lead(), part)))
                .findFirst();
    }

    private static List<Long> with(long channels, List<Long> example) {
        List<Long> part = new ArrayList<>(example);
        part.set(0, channels);
        return part;
    }

    private static List<Long> times(long batch, long parts) {
        return List.of(batch == Dims.OPEN ? Dims.OPEN : Long.valueOf(Math.multiplyExact(batch, parts)));
    }

    /** Whether sizes, one of which may be left open, are those wanted, of which the batch may be open. */
    private static boolean says(List<Long> sizes, List<Long> wanted) {
        if (sizes.size() != wanted.size() || sizes.stream().filter(s -> s == Dims.OPEN).count() > 1) {
            return false;
        }
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) != Dims.OPEN && !sizes.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return wanted.getFirst() != Dims.OPEN || sizes.getFirst() == Dims.OPEN;
    }
}
