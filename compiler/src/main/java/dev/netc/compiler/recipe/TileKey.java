package dev.netc.compiler.recipe;

import java.util.List;
import java.util.Locale;

import dev.netc.program.Precision;
import dev.netc.program.Target;

/**
 * What the best tile of a kernel depends on, as far as a program knows: not the batch.
 *
 * @param geometry the numbers of the layer
 * @param target of the program's variant; a device has one, so that the key's text does not say it
 */
public record TileKey(TileKind kind, String geometry, Precision precision, Target target) {
    /** Every tile that the kernel may have, the standard one first. */
    public List<Tile> candidates() {
        return kind.candidates(target);
    }

    /** What the kernel has where nothing better is known. */
    public Tile standard() {
        return candidates().getFirst();
    }

    @Override
    public String toString() {
        return kind + " " + precision.name().toLowerCase(Locale.ROOT) + ": " + geometry;
    }
}
