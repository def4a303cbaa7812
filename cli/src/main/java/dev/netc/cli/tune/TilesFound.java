package dev.netc.cli.tune;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.netc.cli.bench.Mode;
import dev.netc.compiler.recipe.Tile;

/**
 * What a search found.
 *
 * @param tried of a kernel's other tiles, as many as there was time for
 * @param tiles other tiles of the kernel that may have most
 * @param kernels one a key, in the order in which they run first
 * @param standardSeconds of a run with the standard tiles
 * @param tunedSeconds of a run with all that won the search
 */
public record TilesFound(Mode mode, int batch, int tried, int tiles, List<OfKernel> kernels, double standardSeconds,
        double tunedSeconds) {
    public TilesFound {
        kernels = List.copyOf(kernels);
    }

    /**
     * The kernels of one key.
     *
     * @param key text of the tile's key
     * @param others how many tiles it may have but the standard one
     * @param best the standard one where no other is clearly better
     * @param standardSeconds of all its launches in a run, with the standard tile
     * @param bestSeconds with the best one
     */
    public record OfKernel(String key, List<String> layers, int others, Tile standard, Tile best,
            double standardSeconds, double bestSeconds) {
        public OfKernel {
            layers = List.copyOf(layers);
        }
    }

    /** The same of a search that tried so many of so many tiles. */
    TilesFound of(int triedTiles, int allTiles) {
        return new TilesFound(mode, batch, triedTiles, allTiles, kernels, standardSeconds, tunedSeconds);
    }

    /** The keys of the kernels all of whose tiles were tried. */
    public Set<String> searched() {
        return kernels.stream().filter(k -> k.others() <= tried).map(OfKernel::key).collect(Collectors.toSet());
    }

    /** The tiles that are clearly better than the standard ones. */
    public Map<String, Tile> better() {
        Map<String, Tile> better = new HashMap<>();
        kernels.stream().filter(k -> !k.best().equals(k.standard())).forEach(k -> better.put(k.key(), k.best()));
        return better;
    }
}
