package dev.netc.compiler.recipe;

import java.util.List;

/** The kinds of kernels whose tiles have a choice, and the tiles that they may have: the first one unless something better is known. */
public enum TileKind {
    /**
     * conv, dense and local, forwards: filters by blocks of examples. A run of filters must not reach from one tile of the
     * weight's memory into the next, so their number divides {@link Layout#WEIGHT_TILE}.
     */
    FORWARD("forward"),
    /** The gradient of a contraction's image: channels by blocks of examples. */
    INPUT_GRADIENT("input gradient"),
    /** The gradient of a dense layer's weight: weights of a filter that a work-item owns, by sums held in registers. */
    DENSE_WEIGHT_GRADIENT("dense weight gradient"),
    /** conv, forwards, for a few examples: vectors of filters by positions of a row. */
    SMALL_FORWARD("small forward");

    private final String words;

    TileKind(String words) {
        this.words = words;
    }

    /** Every tile that such a kernel may have, the standard one first. */
    public List<Tile> candidates() {
        return switch (this) {
            case FORWARD -> List.of(new Tile(8, 2), new Tile(8, 3), new Tile(4, 4), new Tile(4, 6), new Tile(16, 1),
                    new Tile(8, 1));
            case INPUT_GRADIENT -> List.of(new Tile(8, 2), new Tile(8, 3), new Tile(4, 4), new Tile(12, 2),
                    new Tile(16, 1), new Tile(4, 6));
            case DENSE_WEIGHT_GRADIENT -> List.of(new Tile(256, 8), new Tile(256, 16), new Tile(512, 16),
                    new Tile(1024, 16), new Tile(384, 24), new Tile(128, 8));
            case SMALL_FORWARD -> List.of(new Tile(2, 9), new Tile(2, 12), new Tile(2, 14), new Tile(4, 6),
                    new Tile(3, 9), new Tile(1, 16));
        };
    }

    /** What a kernel has of which nothing is known. */
    public Tile standard() {
        return candidates().getFirst();
    }

    @Override
    public String toString() {
        return words;
    }
}
