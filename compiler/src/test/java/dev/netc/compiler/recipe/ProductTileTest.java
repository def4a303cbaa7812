package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Precision;
import dev.netc.program.Target;
import org.junit.jupiter.api.Test;

class ProductTileTest {
    private static ProductTile best(long rows, long columns) {
        return ProductTile.bestFirst(ProductTile.DEFAULTS, rows, columns).getFirst();
    }

    @Test
    void largeProductsTakeTheTileThatLoadsLeast() {
        assertThat(best(192, 5408)).isEqualTo(new ProductTile(64, 64, 16, 8, 8));
        assertThat(best(48, 96_800)).isEqualTo(new ProductTile(64, 64, 16, 8, 8));
    }

    @Test
    void rowsThatWouldLeaveHalfATileEmptyTakeASmallerOne() {
        assertThat(best(96, 96_800).rows()).isEqualTo(32);
        assertThat(best(10, 96_800).rows()).isEqualTo(16);
    }

    @Test
    void fewColumnsTakeANarrowTile() {
        assertThat(best(2048, 32)).isEqualTo(new ProductTile(64, 32, 16, 8, 4));
    }

    @Test
    void inDoubleTheyFitTheLocalMemoryThatEveryDeviceHas() {
        assertThat(ProductTile.DEFAULTS).allMatch(t -> t.localLength() * Double.BYTES <= 32 << 10);
    }

    @Test
    void aTileThatWorkItemsCannotShareIsRefused() {
        assertThatThrownBy(() -> new ProductTile(64, 64, 16, 8, 6)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a work-item does not make whole vectors of four in a tile of 64 x 64 by 8 x 6");
        assertThatThrownBy(() -> new ProductTile(64, 128, 16, 8, 16)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("64 work-items do not share the panels of a tile of 64 x 128 x 16");
    }

    @Test
    void aLayoutChoosesAmongItsOwnTiles() {
        ProductTile only = new ProductTile(32, 32, 8, 4, 4);
        assertThat(conv3(only(only)).tile(only(only))).isEqualTo(only);
    }

    @Test
    void aTuningChoosesAmongThoseThatCutADepthAlike() {
        ProductTile best = ProductTile.DEFAULTS.getFirst();
        ProductTile other = ProductTile.DEFAULTS.getLast();
        ProductTile deep = new ProductTile(32, 32, 8, 4, 4);
        List<ProductTile> tiles = List.of(best, other, deep);
        ProductTiles found = conv3(Layout.ofTiles(Precision.F32, tiles));
        assertThat(found.candidates()).containsExactly(best, other);
        assertThat(found.tile(tuned(tiles, other))).isEqualTo(other);
        assertThat(found.tile(tuned(tiles, deep))).as("no candidate").isEqualTo(best);
    }

    private static Layout only(ProductTile tile) {
        return Layout.ofTiles(Precision.F32, List.of(tile));
    }

    private static Layout tuned(List<ProductTile> tiles, ProductTile found) {
        return new Layout(Target.GPU, Precision.F32, false, false, key -> new Tile(found.rows(), found.columns()),
                tiles);
    }

    private static ProductTiles conv3(Layout layout) {
        Shape image = Shape.of(256, 13, 13);
        Geometry g = Geometry.of(new Conv(192, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, false), image);
        return ProductTiles.ofBatch(layout, TileKind.FORWARD, g, 192, 169);
    }
}
