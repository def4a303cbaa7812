package dev.netc.compiler.recipe;

import java.util.Optional;

/**
 * How a correlation is cut for Winograd's way, which depends on its numbers alone. Whoever changes when it is taken where examples lie in
 * lanes, its tiles, or how many planes are summed at a time raises {@link dev.netc.program.Program#ARITHMETIC}, which no training of a few
 * examples needs; how many results are made at a time changes no bit. The cut: into tiles of the result, each made of a tile of what is read by
 * {@link ToomCook} down and across. For each of a tile's products, results by planes are a small matrix product, of which so many
 * planes and results are done at a time that private memory and a small second cache hold what they read and make.
 *
 * @param correlation what is cut
 * @param down rows of a tile
 * @param across columns of a tile
 * @param few whether examples are so few that reading weights costs as much as products do: sixteen results are made at a time then, of
 * all planes
 */
record WinogradTiles(Correlation correlation, ToomCook down, ToomCook across, boolean few) {
    /** Where planes and results are few, taking tiles apart and putting them together costs more than products save. */
    private static final double WORTH_IT = 1.25;
    /** Phases are few planes as a rule, and each result is cleared, loaded, stored and put together for few multiply-adds. */
    private static final double PHASES_WORTH_IT = 1.6;
    /** Tiles of so many numbers round most. */
    private static final int MOST_NUMBERS = 7;
    /** With more planes, their sums would come near the two millionths that a kernel may err by in single precision. */
    private static final int MOST_PLANES_OF_THEM = 128;
    /** What taking one number apart, or putting one together, costs in multiply-adds. */
    private static final int TRANSFORM = 10;
    /** What reading a weight costs in multiply-adds, where it is read for one example: it comes from memory. */
    private static final int WEIGHT = 14;

    /** Of the planes of a tile taken apart, for one block of examples in single precision. */
    private static final int PLANE_BYTES = 160_000;
    /** Of the products of a tile, likewise. */
    private static final int PRODUCT_BYTES = 420_000;
    private static final int VECTOR_BYTES = 64;

    /** The tiles that cost least where examples lie in lanes; empty where the direct way costs less. */
    static Optional<WinogradTiles> of(Correlation c) {
        return of(c, false);
    }

    /** Those that cost least for one example. */
    static Optional<WinogradTiles> ofFew(Correlation c) {
        return of(c, true);
    }

    private static Optional<WinogradTiles> of(Correlation c, boolean few) {
        WinogradTiles best = null;
        for (int down : ToomCook.outputs(c.kernelHeight())) {
            for (int across : ToomCook.outputs(c.kernelWidth())) {
                WinogradTiles tiles = new WinogradTiles(c, ToomCook.of(down, c.kernelHeight()),
                        ToomCook.of(across, c.kernelWidth()), few);
                best = !tiles.errs() && (best == null || tiles.cost() < best.cost()) ? tiles : best;
            }
        }
        long direct = c.multiplyAdds() + (few ? weights(c, c.kernelHeight() * c.kernelWidth()) : 0);
        double worthIt = c.phases().count() == 1 ? WORTH_IT : PHASES_WORTH_IT;
        return Optional.ofNullable(best).filter(tiles -> tiles.cost() * worthIt < direct);
    }

    private boolean errs() {
        return Math.max(down.products(), across.products()) >= MOST_NUMBERS
                && correlation.depth() > MOST_PLANES_OF_THEM;
    }

    /** What reading so many numbers of every plane and result costs. */
    private static long weights(Correlation c, int numbers) {
        return (long) WEIGHT * numbers * c.depth() * c.rows();
    }

    private long cost() {
        return multiplyAddsOfGroup()
                + (long) count() * products() * TRANSFORM * (correlation.depth() + correlation.rows())
                + (few ? weights(correlation, products()) : 0);
    }

    /** Products of a tile, for each result and plane. */
    int products() {
        return down.products() * across.products();
    }

    int rowsOfTiles() {
        return Math.ceilDiv(correlation.outHeight(), down.outputs());
    }

    int columnsOfTiles() {
        return Math.ceilDiv(correlation.outWidth(), across.outputs());
    }

    /** Tiles of a plane. */
    int count() {
        return rowsOfTiles() * columnsOfTiles();
    }

    private long multiplyAddsOfGroup() {
        return (long) count() * products() * correlation.depth() * correlation.rows();
    }

    /** Multiply-adds for one example, those of positions beyond the edge too. */
    long multiplyAdds() {
        return correlation.groups() * multiplyAddsOfGroup();
    }

    /** Planes of {@code depth} that are summed at a time, in whole tiles of the weight where there are several parts. */
    int planesTogether(int depth) {
        return few ? Math.ceilDiv(depth, Layout.WEIGHT_TILE) * Layout.WEIGHT_TILE : part(depth, PLANE_BYTES);
    }

    /** Results of {@code rows} that are made at a time, in whole tiles of the weight. */
    int resultsTogether() {
        return few ? Layout.WEIGHT_TILE : part(correlation.rows(), PRODUCT_BYTES);
    }

    private int part(int total, int bytes) {
        int tiles = Math.ceilDiv(total, Layout.WEIGHT_TILE);
        int most = Math.max(1, bytes / (VECTOR_BYTES * products() * Layout.WEIGHT_TILE));
        return Chunks.even(tiles, most) * Layout.WEIGHT_TILE;
    }

    @Override
    public String toString() {
        return down.outputs() + " x " + across.outputs();
    }
}
