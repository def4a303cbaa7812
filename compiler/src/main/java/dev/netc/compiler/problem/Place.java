package dev.netc.compiler.problem;

import java.util.List;

/**
 * Where something is: a span of the source and, inside a block, the uses that led there.
 *
 * @param span where it is written
 * @param uses of blocks, the outermost first; empty outside blocks
 */
public record Place(Span span, List<Use> uses) {
    public Place {
        uses = List.copyOf(uses);
    }

    /** A place that no block led to. */
    public static Place of(Span span) {
        return new Place(span, List.of());
    }
}
