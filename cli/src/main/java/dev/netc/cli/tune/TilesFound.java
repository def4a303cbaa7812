package dev.netc.cli.tune;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.cli.bench.Mode;
import dev.netc.compiler.recipe.Tile;

/**
 * What a search found.
 *
 * @param kernels one a key, in the order in which they run first
 * @param standardSeconds of a run with the standard tiles
 * @param tunedSeconds of a run with all that won the search
 */
public record TilesFound(Mode mode, int batch, List<OfKernel> kernels, double standardSeconds, double tunedSeconds) {
    public TilesFound {
        kernels = List.copyOf(kernels);
    }

    /**
     * The kernels of one key.
     *
     * @param key text of the tile's key
     * @param best the standard one where no other is clearly better
     * @param standardSeconds of all its launches in a run, with the standard tile
     * @param bestSeconds with the best one
     */
    public record OfKernel(String key, List<String> layers, Tile standard, Tile best, double standardSeconds,
            double bestSeconds) {
        public OfKernel {
            layers = List.copyOf(layers);
        }
    }

    /** The tiles that are clearly better than the standard ones. */
    public Map<String, Tile> better() {
        Map<String, Tile> better = new HashMap<>();
        kernels.stream().filter(k -> !k.best().equals(k.standard())).forEach(k -> better.put(k.key(), k.best()));
        return better;
    }
}
