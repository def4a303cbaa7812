package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.draft.Refusal;

/** The sizes of an ONNX tensor. */
final class Dims {
    /** A size that is given when the net runs. */
    static final long OPEN = -1;

    private Dims() {}

    /** The product; {@link #OPEN} where a factor is. */
    static long product(List<Long> sizes) {
        if (sizes.contains(OPEN)) {
            return OPEN;
        }
        try {
            return sizes.stream().reduce(1L, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new Refusal(show(sizes) + " is too large");
        }
    }

    /**
     * One example in the language: channels stay, a line becomes an image of one row, and of more than two dimensions of space
     * all but the last become rows. The numbers lie in memory as before.
     */
    static Shape shape(List<Long> example) {
        if (example.stream().anyMatch(d -> d < 1 || d > Integer.MAX_VALUE) || product(example) > Integer.MAX_VALUE) {
            throw new Refusal(
                    "its values are " + show(example) + " for an example, which is no size the language knows");
        }
        List<Integer> sizes = example.stream().map(Math::toIntExact).toList();
        return switch (sizes.size()) {
            case 0 -> Shape.of(1);
            case 1 -> Shape.of(sizes.get(0));
            default -> {
                int rows = sizes.subList(1, sizes.size() - 1).stream().reduce(1, (a, b) -> a * b);
                yield Shape.of(sizes.get(0), rows, sizes.getLast());
            }
        };
    }

    /** {@code [batch, 3, 224, 224]}; an open size that is not the first is {@code ?}. */
    static String show(List<Long> sizes) {
        StringJoiner shown = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < sizes.size(); i++) {
            String open = i == 0 ? "batch" : "?";
            shown.add(sizes.get(i) == OPEN ? open : String.valueOf(sizes.get(i)));
        }
        return shown.toString();
    }

    /** The ways to say a vector: its features alone, or a pixel of so many channels; none of what is no vector. */
    static List<List<Long>> vectors(List<Long> example) {
        boolean vector = !example.isEmpty() && example.stream().skip(1).allMatch(d -> d == 1);
        return vector ? List.of(List.of(example.getFirst()), List.of(example.getFirst(), 1L, 1L)) : List.of();
    }

    static List<Long> joined(List<Long> first, List<Long> then) {
        List<Long> all = new ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }
}
