package dev.netc.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.netc.cli.bench.Mode;
import dev.netc.compiler.recipe.Tile;
import org.junit.jupiter.api.Test;

class TilesFoundTest {
    private static final Tile STANDARD = new Tile(8, 2);

    @Test
    void aKernelIsSearchedWhenAllItsTilesWereTried() {
        TilesFound found = new TilesFound(Mode.TRAIN, 128, 2, 5, List.of(kernel("few", 2), kernel("many", 5)), 1, 1);
        assertThat(found.searched()).containsExactly("few");
        assertThat(found.of(5, 5).searched()).containsExactlyInAnyOrder("few", "many");
    }

    private static TilesFound.OfKernel kernel(String key, int others) {
        return new TilesFound.OfKernel(key, List.of("conv1"), others, STANDARD, STANDARD, 1, 1);
    }
}
