package dev.netc.cli.tune;

import java.time.Duration;
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
 * model's own buffers. A few runs are enough for a first look; what wins has to win once more, all winners together.
 */
public final class TileSearch {
    /** Of a kernel's time; less is noise. */
    private static final double MARGIN = 0.03;

    private final Network network;
    private final CompileOptions options;
    private final ModelOptions loading;
    private final Mode mode;
    private final int batch;
    private final Duration most;
    private final Consumer<String> progress;
    private final Map<String, TileKey> keys = new ConcurrentHashMap<>();

    /** A tile, and what it takes over the standard one's time. */
    private record Attempt(Tile tile, double ratio) {}

    /**
     * A search.
     *
     * @param options of the program, whose tuning does not count
     * @param most time for it, as far as a round can be foreseen from those before; one is done in any case
     * @param progress is told what goes on, a line at a time
     */
    public TileSearch(Network network, CompileOptions options, ModelOptions loading, Mode mode, int batch,
            Duration most, Consumer<String> progress) {
        this.network = network;
        this.options = options.withFunctions(mode.functions());
        this.loading = loading;
        this.mode = mode;
        this.batch = batch;
        this.most = most;
        this.progress = progress;
    }

    /**
     * Searches.
     *
     * @param known keys that need no search
     */
    public TilesFound search(Set<String> known) {
        Budget budget = Budget.of(most);
        try (Candidate standard = load(this::noted)) {
            Map<String, List<String>> layers = new LinkedHashMap<>(standard.layers());
            layers.keySet().removeAll(known);
            int rounds = layers.keySet().stream().mapToInt(key -> candidates(key).size() - 1).max().orElse(0);
            Map<String, Attempt> best = new HashMap<>();
            int tried = look(standard, layers.keySet(), rounds, budget, best);
            Map<String, Tile> better = new HashMap<>();
            best.forEach((key, attempt) -> {
                if (attempt.ratio() <= 1 - MARGIN) {
                    better.put(key, attempt.tile());
                }
            });
            TilesFound found = better.isEmpty() ? lost(standard, layers) : again(standard, layers, better);
            return found.of(tried, rounds);
        }
    }

    private Tile noted(TileKey key) {
        keys.put(key.toString(), key);
        return key.standard();
    }

    /** Tries tile after tile as long as there is time; how many were tried. */
    private int look(Candidate standard, Set<String> searched, int rounds, Budget budget, Map<String, Attempt> best) {
        for (int round = 1; round <= rounds; round++) {
            if (!budget.allowsRound()) {
                say("no time for more than " + (round - 1) + " of " + rounds + " tiles; --minutes gives it more");
                return round - 1;
            }
            Map<String, Tile> tiles = round(searched, round);
            say("tile " + round + " of " + rounds + left(budget.secondsFor(rounds - round + 1)));
            try (Candidate other = load(Tuning.of(tiles))) {
                Duel duel = Duel.of(standard, other, Duel.GLANCE);
                tiles.forEach((key, tile) -> best.merge(key, new Attempt(tile, duel.ratio(key)),
                        (one, two) -> two.ratio() < one.ratio() ? two : one));
            }
            budget.roundEnded();
        }
        return rounds;
    }

    private void say(String what) {
        progress.accept(mode + ", batch " + batch + ": " + what);
    }

    private static String left(double seconds) {
        return seconds == 0 ? "" : ", at most " + Math.ceilDiv((long) seconds, 60) + " min left";
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
        say("what won, once more");
        try (Candidate tuned = load(Tuning.of(better))) {
            Duel duel = Duel.of(standard, tuned, Duel.PROOF);
            better.keySet().removeIf(key -> duel.ratio(key) > 1 - MARGIN);
            return found(duel, layers, better, duel.ratio());
        }
    }

    private TilesFound lost(Candidate standard, Map<String, List<String>> layers) {
        return found(Duel.of(standard, standard, Duel.GLANCE), layers, Map.of(), 1);
    }

    private TilesFound found(Duel duel, Map<String, List<String>> layers, Map<String, Tile> better, double ratio) {
        return new TilesFound(mode, batch, 0, 0, layers.entrySet().stream().map(e -> {
            String key = e.getKey();
            Tile tile = better.get(key);
            double seconds = duel.standard(key);
            return new TilesFound.OfKernel(key, e.getValue(), candidates(key).size() - 1, keys.get(key).standard(),
                    tile == null ? keys.get(key).standard() : tile, seconds,
                    tile == null ? seconds : seconds * duel.ratio(key));
        }).toList(), duel.standard(), duel.standard() * ratio);
    }

    private Candidate load(Tuning tuning) {
        return Candidate.load(Compiler.compile(network, options.withTuning(tuning)), loading, mode, batch);
    }
}
