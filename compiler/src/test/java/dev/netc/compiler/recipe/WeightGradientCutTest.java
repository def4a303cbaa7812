package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightGradientCutTest {
    private static final int VECTOR_BYTES = 64;
    private static final WeightGradientTile WIDE = WeightGradientTile.of(Target.CPU, new Tile(4, 6));

    @Test
    void aRowOfManyTapsIsCutIntoPartsThatAreAlike() {
        assertThat(List.of(1, 3, 5, 7, 11, 13)).extracting(WIDE::tapsOf).containsExactly(1, 3, 5, 4, 6, 5);
    }

    @ParameterizedTest
    @EnumSource(names = {"CPU", "CPU_NARROW"})
    void rowsAreGroupedAlikeWhateverTheTile(Target target) {
        for (int kernel = 1; kernel <= 11; kernel += 2) {
            Geometry g = geometry(50, kernel, 1, Shape.of(23, 70, 70));
            List<Tile> tiles = TileKind.WEIGHT_GRADIENT.candidates(target, g);
            WeightGradientTile ofRows = WeightGradientTile.ofRows(target);
            assertThat(tiles).hasSizeGreaterThan(2)
                    .extracting(tile -> WeightGradientCut.of(WeightGradientTile.of(target, tile), ofRows, g, 23))
                    .extracting(WeightGradientCut::rowsOfGroup).as("window of %d", kernel)
                    .containsOnly(WeightGradientCut.of(ofRows, ofRows, g, 23).rowsOfGroup());
        }
    }

    @Test
    void workItemsOwnEqualParts() {
        assertThat(cut(48, 11, 4, Shape.of(3, 224, 224))).extracting(WeightGradientCut::filtersOfItem,
                WeightGradientCut::channelsOfItem).containsExactly(24, 1);
        assertThat(cut(128, 5, 1, Shape.of(48, 27, 27))).extracting(WeightGradientCut::filtersOfItem,
                WeightGradientCut::channelsOfItem).containsExactly(16, 6);
        assertThat(cut(192, 3, 1, Shape.of(128, 13, 13))).extracting(WeightGradientCut::filtersOfItem,
                WeightGradientCut::channelsOfItem).containsExactly(24, 16);
    }

    @Test
    void totalsFitPrivateMemoryWhateverTheWindow() {
        for (int kernel = 1; kernel <= 40; kernel++) {
            WeightGradientCut cut = cut(37, kernel, 1, Shape.of(19, 40, 40));
            long bytes = (long) cut.filtersOfItem() * cut.channelsOfItem() * cut.heldTaps() * VECTOR_BYTES;
            assertThat(bytes).as("window of %d", kernel).isLessThanOrEqualTo(WIDE.privateBytes());
        }
    }

    @Test
    void rowsAreFewerWhereTheyDoNotStayInTheCache() {
        assertThat(cut(192, 3, 1, Shape.of(128, 13, 13)).rowsOfGroup()).isEqualTo(11);
        assertThat(cut(48, 11, 4, Shape.of(3, 224, 224)).rowsOfGroup()).isEqualTo(4);
    }

    private static WeightGradientCut cut(int filters, int kernel, int stride, Shape image) {
        return WeightGradientCut.of(WIDE, WIDE, geometry(filters, kernel, stride, image), image.channels());
    }

    private static Geometry geometry(int filters, int kernel, int stride, Shape image) {
        return Geometry.of(new Conv(filters, kernel, kernel, stride, stride, Padding.NONE, 1, false), image);
    }
}
