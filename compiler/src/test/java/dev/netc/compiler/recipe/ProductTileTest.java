package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProductTileTest {
    private static ProductTile best(long rows, long columns) {
        return ProductTile.best(ProductTile.DEFAULTS, rows, columns);
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
        Layout layout = Layout.ofTiles(dev.netc.program.Precision.F32, List.of(only));
        assertThat(layout.tileOfBatch(192, 169)).isEqualTo(only);
    }
}
