package dev.netc.compiler.recipe;

import java.util.Map;

/** Which tile a kernel has: a pure function. What it says is taken only where the kind of kernel may have such a tile. */
@FunctionalInterface
public interface Tuning {
    /** Of no device in particular. */
    Tuning STANDARD = TileKey::standard;

    /** The tile of a kernel. */
    Tile tile(TileKey key);

    /** What was found, by the keys' texts; the standard where there is nothing. */
    static Tuning of(Map<String, Tile> found) {
        Map<String, Tile> copy = Map.copyOf(found);
        return key -> copy.getOrDefault(key.toString(), key.standard());
    }
}
