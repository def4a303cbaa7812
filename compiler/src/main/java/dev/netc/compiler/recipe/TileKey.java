package dev.netc.compiler.recipe;

import java.util.List;
import java.util.Locale;

import dev.netc.program.Precision;
import dev.netc.program.Target;

/**
 * What the best tile of a kernel depends on, as far as a program knows: not the batch.
 *
 * @param geometry the numbers of the layer
 * @param target of the program's variant: what is best for one kind of processor is not so for another
 * @param candidates every tile that the kernel may have, the standard one first
 */
public record TileKey(TileKind kind, String geometry, Precision precision, Target target, List<Tile> candidates) {
    public TileKey {
        candidates = List.copyOf(candidates);
    }

    /** What the kernel has where nothing better is known. */
    public Tile standard() {
        return candidates().getFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return kind + " " + word(target) + " " + word(precision) + ": " + geometry;
    }
}
