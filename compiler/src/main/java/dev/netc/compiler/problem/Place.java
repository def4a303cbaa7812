package dev.netc.compiler.problem;

import java.util.List;

/**
 * Where something is: a span of the source and, inside a block, the uses that led there.
 *
 * @param span where it is written
 * @param uses of blocks, the outermost first; empty outside blocks
 * @param alsoLines other lines that have the same problem
 */
public record Place(Span span, List<Use> uses, List<Integer> alsoLines) {
    public Place {
        uses = List.copyOf(uses);
        alsoLines = List.copyOf(alsoLines);
    }

    /** A place that these uses led to. */
    public Place(Span span, List<Use> uses) {
        this(span, uses, List.of());
    }

    /** This place, told for others too. */
    public Place also(List<Integer> lines) {
        return new Place(span, uses, lines);
    }

    /** A place that no block led to. */
    public static Place of(Span span) {
        return new Place(span, List.of());
    }
}
