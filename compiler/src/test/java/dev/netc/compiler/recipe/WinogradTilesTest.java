package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class WinogradTilesTest {
    @Test
    void alexNetsThirdLayerIsMadeInTilesOfFourByFour() {
        assertThat(tiles(192, 13, 192, 3)).contains("4 x 4");
    }

    @Test
    void aTileIsNoLargerThanWhatItCovers() {
        assertThat(tiles(192, 3, 192, 3)).contains("3 x 3");
    }

    @Test
    void aWindowOfFiveTakesTilesOfThree() {
        assertThat(tiles(48, 27, 128, 5)).contains("3 x 3");
    }

    @Test
    void fewPlanesAreNotWorthTakingApart() {
        assertThat(tiles(3, 224, 64, 3)).isEmpty();
    }

    @Test
    void fewResultsAreNotWorthPuttingTogether() {
        assertThat(tiles(64, 224, 3, 3)).isEmpty();
    }

    @Test
    void aWindowThatMostlyReadsPaddingIsSummedDirectly() {
        assertThat(tiles(512, 2, 512, 3)).isEmpty();
        assertThat(tiles(512, 2, 512, 5)).isEmpty();
    }

    @Test
    void aWindowOfOneHasNothingToSave() {
        assertThat(tiles(256, 13, 256, 1)).isEmpty();
    }

    @Test
    void aStrideIsTakenOutOfLargeWindows() {
        assertThat(strided(3, 224, 48, 11, 4)).contains("4 x 4");
        assertThat(strided(3, 224, 64, 7, 2)).contains("4 x 4");
        assertThat(strided(32, 56, 64, 5, 2)).contains("4 x 4");
    }

    @Test
    void ofSmallWindowsAStrideLeavesNothingToSave() {
        assertThat(strided(64, 56, 128, 3, 2)).isEmpty();
        assertThat(strided(64, 56, 128, 1, 2)).isEmpty();
        assertThat(strided(3, 112, 32, 5, 2)).isEmpty();
    }

    private static Optional<String> strided(int planes, int extent, int rows, int kernel, int stride) {
        int out = extent / stride;
        return WinogradTiles.of(new Correlation("forward", 1, planes, rows, extent, extent, out, out, kernel, kernel,
                new Phases(stride, stride), kernel / 2, kernel / 2)).map(WinogradTiles::toString);
    }

    @Test
    void manyPlanesTakeTilesThatRoundLess() {
        assertThat(tiles(128, 27, 48, 5)).contains("3 x 3");
        assertThat(tiles(129, 27, 48, 5)).contains("2 x 2");
        assertThat(tiles(128, 28, 64, 4)).contains("4 x 4");
        assertThat(tiles(256, 28, 64, 4)).contains("3 x 3");
    }

    @Test
    void partsAreAlikeAndWholeTilesOfTheWeight() {
        WinogradTiles tiles = WinogradTiles.of(correlation(512, 14, 320, 3)).orElseThrow();
        assertThat(tiles.planesTogether(512)).isEqualTo(64);
        assertThat(tiles.resultsTogether()).isEqualTo(160);
    }

    private static Optional<String> tiles(int depth, int extent, int rows, int kernel) {
        return WinogradTiles.of(correlation(depth, extent, rows, kernel)).map(WinogradTiles::toString);
    }

    private static Correlation correlation(int depth, int extent, int rows, int kernel) {
        return new Correlation("forward", 1, depth, rows, extent, extent, extent, extent, kernel, kernel, Phases.ONE,
                kernel / 2, kernel / 2);
    }
}
