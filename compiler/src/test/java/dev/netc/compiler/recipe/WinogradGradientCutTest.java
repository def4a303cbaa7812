package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WinogradGradientCutTest {
    @Test
    void alexNetsThirdLayerTakesTilesOfFiveByFive() {
        assertThat(tiles(256, 13, 192, 3)).contains("5 x 5");
    }

    @Test
    void aTileIsNoLargerThanWhatItCovers() {
        assertThat(tiles(192, 8, 192, 3)).contains("4 x 4");
    }

    @Test
    void aWindowOfFiveTakesTilesOfThree() {
        assertThat(tiles(48, 27, 128, 5)).contains("3 x 3");
    }

    @Test
    void aStrideIsTakenOutOfLargeWindows() {
        WinogradGradientCut cut = WinogradGradientCut.of(
                new Geometry(3, 224, 224, 48, 1, 11, 11, 4, 4, 0, 0, 55, 55, true), List.of(3), Float.BYTES)
                .orElseThrow();
        assertThat(cut).hasToString("5 x 5");
        assertThat(cut.planesOfGroup()).isEqualTo(48);
    }

    @Test
    void fewChannelsAreNotWorthTakingApart() {
        assertThat(tiles(3, 224, 64, 3)).isEmpty();
    }

    @Test
    void aWindowThatMostlyReadsPaddingIsSummedDirectly() {
        assertThat(tiles(512, 2, 512, 3)).isEmpty();
    }

    @Test
    void aWindowOfOneHasNothingToSave() {
        assertThat(tiles(256, 13, 256, 1)).isEmpty();
    }

    @Test
    void upToThreeTilesOfARowAreSummedTogether() {
        assertThat(cut(48, 27, 128, 5).orElseThrow().columnsTogether()).isEqualTo(3);
        assertThat(cut(64, 56, 64, 3).orElseThrow().columnsTogether()).isEqualTo(3);
        assertThat(cut(192, 10, 192, 3).orElseThrow().columnsTogether()).isEqualTo(2);
    }

    @Test
    void whereWorkItemsAreFewTheyShareTheExamples() {
        assertThat(cut(48, 27, 128, 5).orElseThrow().parts()).isEqualTo(8);
        assertThat(cut(192, 13, 192, 3).orElseThrow().parts()).isEqualTo(2);
        assertThat(cut(512, 14, 512, 3).orElseThrow().parts()).isEqualTo(1);
    }

    @Test
    void aWorkItemOwnsWhatTakesLeastApartAndIsNoMoreThanItCanKeep() {
        assertThat(cut(48, 27, 128, 5).orElseThrow().owned()).isEqualTo(new WinogradGradientCut.Owned(128, 48));
        assertThat(cut(256, 13, 192, 3).orElseThrow().owned()).isEqualTo(new WinogradGradientCut.Owned(96, 72));
        assertThat(cut(2048, 13, 16, 3).orElseThrow().owned()).isEqualTo(new WinogradGradientCut.Owned(32, 144));
    }

    @ParameterizedTest
    @ValueSource(ints = {Float.BYTES, Double.BYTES})
    void whatItKeepsFitsAStackOfTwoMegabytes(int bytes) {
        Geometry g = new Geometry(256, 13, 13, 192, 1, 3, 3, 1, 1, 1, 1, 13, 13, true);
        WinogradGradientCut cut = WinogradGradientCut.of(g, List.of(256), bytes).orElseThrow();
        int vectors = (cut.owned().filters() + cut.owned().planes()) * cut.products() * cut.columnsTogether();
        assertThat(vectors * 16 * bytes).isBetween(1_000_000, 1_700_000);
    }

    @Test
    void oneTileAloneIsNotWorthItsTotals() {
        assertThat(tiles(512, 4, 512, 3)).isEmpty();
        assertThat(tiles(512, 3, 512, 3)).isEmpty();
        assertThat(tiles(512, 7, 512, 3)).isPresent();
    }

    @Test
    void totalsAreNotMoreThanAnyDeviceHolds() {
        assertThat(tiles(2048, 28, 2048, 3)).isEmpty();
        assertThat(cut(1800, 28, 1024, 3).orElseThrow().totals()).isBetween(50_000_000L, 64_000_000L);
    }

    private static Optional<String> tiles(int channels, int extent, int filters, int kernel) {
        return cut(channels, extent, filters, kernel).map(WinogradGradientCut::toString);
    }

    private static Optional<WinogradGradientCut> cut(int channels, int extent, int filters, int kernel) {
        return WinogradGradientCut.of(new Geometry(channels, extent, extent, filters, 1, kernel, kernel, 1, 1,
                kernel / 2, kernel / 2, extent, extent, true), List.of(channels), Float.BYTES);
    }
}
