package dev.netc.compiler.recipe;

import java.util.List;

/**
 * The tiles that one matrix product by work-groups may have. All have panels of one depth, by which a sum may be cut into parts, so
 * that no tile says in which order numbers are added.
 *
 * @param candidates the one with the least loads first
 */
record ProductTiles(TileKey key, List<ProductTile> candidates) {
    /** Examples of a batch for which tiles are chosen: what is right for it is not far off for others. */
    private static final int EXPECTED_BATCH = 32;

    ProductTiles {
        candidates = List.copyOf(candidates);
    }

    /** Those of a product of so many rows and columns, which is all or a part of a layer's kernel. */
    static ProductTiles of(Layout layout, TileKind kind, Geometry g, int rows, long columns) {
        List<ProductTile> tiles = ProductTile.bestFirst(layout.tiles(), rows, columns);
        int depth = tiles.getFirst().depth();
        List<ProductTile> alike = tiles.stream().filter(tile -> tile.depth() == depth).toList();
        TileKey key = new TileKey(kind, g.key() + ", product of " + rows + " x " + columns, layout.precision(),
                layout.target(), alike.stream().map(ProductTiles::size).toList());
        return new ProductTiles(key, alike);
    }

    /** Those of a product of so many rows, and of so many columns an example. */
    static ProductTiles ofBatch(Layout layout, TileKind kind, Geometry g, int rows, int columnsOfExample) {
        return of(layout, kind, g, rows, (long) columnsOfExample * EXPECTED_BATCH);
    }

    /** What it has where nothing better is known; by it the depth is cut into parts, whatever the tile. */
    ProductTile standard() {
        return candidates.getFirst();
    }

    /** What it has on the layout's devices. */
    ProductTile tile(Layout layout) {
        Tile size = layout.tile(key);
        return candidates.stream().filter(tile -> size(tile).equals(size)).findFirst().orElseThrow();
    }

    private static Tile size(ProductTile tile) {
        return new Tile(tile.rows(), tile.columns());
    }
}
