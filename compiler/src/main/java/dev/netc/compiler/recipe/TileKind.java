package dev.netc.compiler.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.program.Target;

/**
 * The kinds of kernels whose tiles have a choice, and the tiles that they may have on processors; on GPUs a tile is what a work-group
 * makes of a matrix product ({@link ProductTiles}).
 */
public enum TileKind {
    /**
     * conv, dense and local, forwards: filters by blocks of examples. A run of filters must not reach from one tile of the
     * weight's memory into the next: where their number does not divide {@link Layout#WEIGHT_TILE}, runs are a little shorter.
     */
    FORWARD("forward"),
    /** The gradient of a contraction's image: channels by blocks of examples. */
    INPUT_GRADIENT("input gradient"),
    /** {@link #FORWARD} where two blocks at a time would leave one over. */
    ODD_FORWARD("odd forward"),
    /** {@link #INPUT_GRADIENT} where two blocks at a time would leave one over. */
    ODD_INPUT_GRADIENT("odd input gradient"),
    /** The gradient of a dense layer's weight: weights of a filter that a work-item owns, by sums held in registers. */
    DENSE_WEIGHT_GRADIENT("dense weight gradient"),
    /** The gradient of a convolution's weight: filters by taps along a row of the window. On GPUs of a dense layer's, too. */
    WEIGHT_GRADIENT("weight gradient"),
    /** conv, forwards, for a few examples: vectors of filters by positions of a row. */
    SMALL_FORWARD("small forward"),
    /** A convolution or the gradient of its image by Winograd's products: results of a product, by single blocks of examples. */
    WINOGRAD("winograd"),
    /** A convolution of a few examples by Winograd's products: tiles of a product, for one vector of filters. */
    SMALL_WINOGRAD("small winograd"),
    /** The gradient of a convolution's weight by Winograd's products: one tile of sixteen filters or two, by channels, a divisor of twelve. */
    WINOGRAD_WEIGHT_GRADIENT("winograd weight gradient");

    /** A window whose rows have more taps has few filters in a tile and many taps. */
    private static final int NARROW_WINDOW = 3;

    private final String words;

    TileKind(String words) {
        this.words = words;
    }

    /** Every tile that such a kernel of a layer may have on processors of a kind, the standard one first. */
    List<Tile> candidates(Target target, Geometry g) {
        List<Tile> tiles = target == Target.CPU_NARROW ? narrow(g) : wide(g);
        return this == WEIGHT_GRADIENT ? ofRow(tiles, g.kernelWidth()) : tiles;
    }

    /** The same tiles where a row of the window has so many taps, which are cut into parts that are alike. */
    private static List<Tile> ofRow(List<Tile> tiles, int taps) {
        return tiles.stream().map(tile -> new Tile(tile.rows(), Chunks.even(taps, tile.columns()))).distinct().toList();
    }

    /**
     * Twelve to twenty-four accumulators of sixteen floats. What a dense layer reads is read for more results at once: it is one position,
     * and windows that overlap have it in the cache already.
     */
    private List<Tile> wide(Geometry g) {
        return switch (this) {
            case FORWARD -> first(g.dense() ? new Tile(16, 1) : new Tile(8, 2), new Tile(8, 2), new Tile(8, 3),
                    new Tile(4, 4), new Tile(4, 6), new Tile(16, 1), new Tile(8, 1));
            case INPUT_GRADIENT -> first(g.dense() ? new Tile(12, 2) : new Tile(8, 2), new Tile(8, 2), new Tile(8, 3),
                    new Tile(4, 4), new Tile(12, 2), new Tile(16, 1), new Tile(4, 6));
            case ODD_FORWARD -> List.of(new Tile(16, 1), new Tile(8, 1), new Tile(8, 3));
            case ODD_INPUT_GRADIENT -> List.of(new Tile(16, 1), new Tile(12, 1), new Tile(8, 3),
                    new Tile(24, 1));
            case DENSE_WEIGHT_GRADIENT -> List.of(new Tile(256, 8), new Tile(256, 16), new Tile(512, 16),
                    new Tile(1024, 16), new Tile(384, 24), new Tile(128, 8));
            case WEIGHT_GRADIENT -> List.of(new Tile(4, 6), new Tile(4, 4), new Tile(6, 4), new Tile(8, 3),
                    new Tile(2, 12), new Tile(3, 8));
            case SMALL_FORWARD -> List.of(new Tile(2, 9), new Tile(2, 12), new Tile(2, 14), new Tile(4, 6),
                    new Tile(3, 9), new Tile(1, 16));
            case WINOGRAD -> List.of(new Tile(16, 1), new Tile(8, 1));
            case SMALL_WINOGRAD -> List.of(new Tile(1, 14), new Tile(1, 10), new Tile(1, 6));
            case WINOGRAD_WEIGHT_GRADIENT -> List.of(new Tile(1, 12), new Tile(2, 12), new Tile(2, 6));
        };
    }

    /** {@code standard}, then the others of {@code tiles}. */
    private static List<Tile> first(Tile standard, Tile... tiles) {
        return Stream.concat(Stream.of(standard), Arrays.stream(tiles)).distinct().toList();
    }

    /** Six accumulators of sixteen floats fill sixteen registers of eight, with what is multiplied. */
    private List<Tile> narrow(Geometry g) {
        return switch (this) {
            case FORWARD, INPUT_GRADIENT -> List.of(new Tile(6, 1), new Tile(4, 1), new Tile(5, 1));
            case ODD_FORWARD, ODD_INPUT_GRADIENT -> List.of(); // blocks are done one by one
            case DENSE_WEIGHT_GRADIENT -> List.of(new Tile(384, 6), new Tile(768, 6), new Tile(252, 6),
                    new Tile(384, 4), new Tile(384, 8));
            case WEIGHT_GRADIENT -> narrowOfWindow(g);
            case SMALL_FORWARD -> List.of(new Tile(1, 6), new Tile(1, 5), new Tile(2, 3), new Tile(1, 4));
            case WINOGRAD -> List.of(new Tile(6, 1), new Tile(4, 1), new Tile(5, 1));
            case SMALL_WINOGRAD -> List.of(new Tile(1, 6), new Tile(1, 5), new Tile(1, 4));
            case WINOGRAD_WEIGHT_GRADIENT -> List.of(new Tile(1, 6), new Tile(1, 4), new Tile(1, 3));
        };
    }

    /** Up to twelve accumulators of eight floats; three filters or four, as divides their number. */
    private static List<Tile> narrowOfWindow(Geometry g) {
        Tile three = new Tile(3, 3);
        Tile four = new Tile(4, 3);
        if (g.kernelWidth() > NARROW_WINDOW) {
            return List.of(new Tile(2, 6), three, four, new Tile(3, 4), new Tile(2, 4));
        }
        return g.filtersOfGroup() % three.rows() == 0
                ? List.of(three, four, new Tile(2, 3))
                : List.of(four, three, new Tile(2, 3));
    }

    /** The kind that has a tile of its own for an odd number of blocks of examples; empty where blocks are done one by one. */
    public Optional<TileKind> odd(Target target) {
        return target != Target.CPU ? Optional.empty() : switch (this) {
            case FORWARD -> Optional.of(ODD_FORWARD);
            case INPUT_GRADIENT -> Optional.of(ODD_INPUT_GRADIENT);
            case ODD_FORWARD, ODD_INPUT_GRADIENT, DENSE_WEIGHT_GRADIENT, WEIGHT_GRADIENT, SMALL_FORWARD, WINOGRAD,
                    SMALL_WINOGRAD, WINOGRAD_WEIGHT_GRADIENT ->
                Optional.empty();
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
