package dev.netc.compiler.recipe;

import java.util.Locale;

import dev.netc.program.Precision;

/**
 * What the best tile of a kernel depends on, as far as a program knows: not the batch.
 *
 * @param geometry the numbers of the layer
 */
public record TileKey(TileKind kind, String geometry, Precision precision) {
    @Override
    public String toString() {
        return kind + " " + precision.name().toLowerCase(Locale.ROOT) + ": " + geometry;
    }
}
