package dev.netc.cli.tune;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.netc.cli.bench.Mode;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.recipe.Tile;
import dev.netc.compiler.recipe.TileKey;
import dev.netc.compiler.recipe.Tuning;
import dev.netc.runtime.ModelOptions;

/**
 * Searches tiles for the kernels of one function of a model: every kernel has its first other tile, then its second, and so on,
 * the whole function being run in turn with the standard one, so that kernels are timed among their neighbours and on the
 * model's own buffers. What wins has to win once more, all winners together.
 */
public final class TileSearch {
    /** Of a kernel's time; less is noise. */
    private static final double MARGIN = 0.03;

    private final Network network;
    private final CompileOptions options;
    private final ModelOptions loading;
    private final Mode mode;
    private final int batch;
    private final Consumer<String> progress;
    private final Map<String, TileKey> keys = new ConcurrentHashMap<>();

    /** A tile, and what it takes over the standard one's time. */
    private record Attempt(Tile tile, double ratio) {}

    /**
     * A search.
     *
     * @param options of the program, whose tuning does not count
     * @param progress is told what goes on, a line at a time
     */
    public TileSearch(Network network, CompileOptions options, ModelOptions loading, Mode mode, int batch,
            Consumer<String> progress) {
        this.network = network;
        this.options = options.withFunctions(mode.functions());
        this.loading = loading;
        this.mode = mode;
        this.batch = batch;
        this.progress = progress;
    }

    /**
     * Searches.
     *
     * @param known keys that need no search
     */
    public TilesFound search(Set<String> known) {
        try (Candidate standard = load(this::noted)) {
            Map<String, List<String>> layers = new LinkedHashMap<>(standard.layers());
            layers.keySet().removeAll(known);
            Map<String, Attempt> best = best(standard, layers.keySet());
            Map<String, Tile> better = new HashMap<>();
            best.forEach((key, attempt) -> {
                if (attempt.ratio() <= 1 - MARGIN) {
                    better.put(key, attempt.tile());
                }
            });
            return better.isEmpty() ? lost(standard, layers) : again(standard, layers, better);
        }
    }

    private Tile noted(TileKey key) {
        keys.put(key.toString(), key);
        return key.standard();
    }

    private Map<String, Attempt> best(Candidate standard, Set<String> searched) {
        int rounds = searched.stream().mapToInt(key -> candidates(key).size()).max().orElse(1);
        Map<String, Attempt> best = new HashMap<>();
        for (int round = 1; round < rounds; round++) {
            Map<String, Tile> tiles = round(searched, round);
            progress.accept(mode + ", batch " + batch + ": tiles " + round + " of " + (rounds - 1));
            try (Candidate other = load(Tuning.of(tiles))) {
                Duel duel = Duel.of(standard, other);
                tiles.forEach((key, tile) -> best.merge(key, new Attempt(tile, duel.ratio(key)),
                        (one, two) -> two.ratio() < one.ratio() ? two : one));
            }
        }
        return best;
    }

    private Map<String, Tile> round(Set<String> searched, int round) {
        Map<String, Tile> tiles = new HashMap<>();
        for (String key : searched) {
            if (round < candidates(key).size()) {
                tiles.put(key, candidates(key).get(round));
            }
        }
        return tiles;
    }

    private List<Tile> candidates(String key) {
        return keys.get(key).candidates();
    }

    /** All winners in one program: a tile that wins only by chance, or only among others' tiles, is given up. */
    private TilesFound again(Candidate standard, Map<String, List<String>> layers, Map<String, Tile> better) {
        progress.accept(mode + ", batch " + batch + ": what won, once more");
        try (Candidate tuned = load(Tuning.of(better))) {
            Duel duel = Duel.of(standard, tuned);
            better.keySet().removeIf(key -> duel.ratio(key) > 1 - MARGIN);
            return found(duel, layers, better, duel.ratio());
        }
    }

    private TilesFound lost(Candidate standard, Map<String, List<String>> layers) {
        return found(Duel.of(standard, standard), layers, Map.of(), 1);
    }

    private TilesFound found(Duel duel, Map<String, List<String>> layers, Map<String, Tile> better, double ratio) {
        return new TilesFound(mode, batch, layers.entrySet().stream().map(e -> {
            String key = e.getKey();
            Tile tile = better.get(key);
            double seconds = duel.standard(key);
            return new TilesFound.OfKernel(key, e.getValue(), keys.get(key).standard(),
                    tile == null ? keys.get(key).standard() : tile, seconds,
                    tile == null ? seconds : seconds * duel.ratio(key));
        }).toList(), duel.standard(), duel.standard() * ratio);
    }

    private Candidate load(Tuning tuning) {
        return Candidate.load(Compiler.compile(network, options.withTuning(tuning)), loading, mode, batch);
    }
}
