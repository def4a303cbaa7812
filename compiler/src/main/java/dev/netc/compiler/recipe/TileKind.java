package dev.netc.compiler.recipe;

import java.util.List;

/** The kinds of kernels whose tiles have a choice, and the tiles that they may have: the first one unless something better is known. */
public enum TileKind {
    /**
     * conv, dense and local, forwards: filters by blocks of examples. A run of filters must not reach from one tile of the
     * weight's memory into the next, so their number divides {@link Layout#WEIGHT_TILE}.
     */
    FORWARD("forward", new Tile(8, 2), new Tile(8, 3), new Tile(4, 4), new Tile(4, 6), new Tile(16, 1), new Tile(8, 1)),
    /** The gradient of a contraction's image: channels by blocks of examples. */
    INPUT_GRADIENT("input gradient", new Tile(8, 2), new Tile(8, 3), new Tile(4, 4), new Tile(12, 2), new Tile(16, 1),
            new Tile(4, 6)),
    /** The gradient of a dense layer's weight: weights of a filter that a work-item owns, by sums held in registers. */
    DENSE_WEIGHT_GRADIENT("dense weight gradient", new Tile(256, 8), new Tile(256, 16), new Tile(512, 16),
            new Tile(1024, 16), new Tile(384, 24), new Tile(128, 8)),
    /** conv, forwards, for a few examples: vectors of filters by positions of a row. */
    SMALL_FORWARD("small forward", new Tile(2, 9), new Tile(2, 12), new Tile(2, 14), new Tile(4, 6), new Tile(3, 9),
            new Tile(1, 16));

    private final String words;
    private final List<Tile> candidates;

    TileKind(String words, Tile... candidates) {
        this.words = words;
        this.candidates = List.of(candidates);
    }

    /** Every tile that such a kernel may have, the standard one first. */
    public List<Tile> candidates() {
        return candidates;
    }

    /** What a kernel has of which nothing is known. */
    public Tile standard() {
        return candidates.getFirst();
    }

    @Override
    public String toString() {
        return words;
    }
}
