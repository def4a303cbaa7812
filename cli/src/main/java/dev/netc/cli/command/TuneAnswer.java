package dev.netc.cli.command;

import java.util.List;
import java.util.Locale;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.cli.tune.TilesFound;

/**
 * What {@code netc tune} found.
 *
 * @param device whose tiles these are
 * @param file in which they are kept
 * @param results one a mode and batch
 */
record TuneAnswer(String device, String file, List<Result> results) implements Answer {
    private static final double MILLI = 1e-3;

    /**
     * A function at a batch.
     *
     * @param tried of the other tiles that a kernel may have, as many as there was time for
     * @param tiles that there are
     * @param won share of the standard run's time that a run with all that won the search takes less
     */
    record Result(String mode, int batch, int tried, int tiles, List<Kernel> kernels, double defaultSeconds,
            double tunedSeconds,
            double won) {
        static Result of(TilesFound found) {
            return new Result(found.mode().toString(), found.batch(), found.tried(), found.tiles(),
                    found.kernels().stream().map(Kernel::of).toList(),
                    found.standardSeconds(), found.tunedSeconds(), 1 - found.tunedSeconds() / found.standardSeconds());
        }
    }

    /**
     * All kernels that go by one key.
     *
     * @param tile the best one; the default one where none is clearly better
     * @param won share of the time
     */
    record Kernel(String kernel, List<String> layers, String defaultTile, String tile, double defaultSeconds,
            double bestSeconds, double won) {
        static Kernel of(TilesFound.OfKernel k) {
            return new Kernel(k.key(), k.layers(), k.standard().toString(), k.best().toString(), k.standardSeconds(),
                    k.bestSeconds(), 1 - k.bestSeconds() / k.standardSeconds());
        }

        boolean isBetter() {
            return !tile.equals(defaultTile);
        }
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        results.forEach(r -> text.append(r.kernels().isEmpty() ? nothing(r) : table(r)).append('\n'));
        return text + "kept in " + file + "\n";
    }

    private static String nothing(Result result) {
        return title(result) + ": no kernel with a choice of tiles that was not searched already\n";
    }

    private static String title(Result result) {
        String title = result.mode() + ", batch " + Figures.count(result.batch());
        return result.tried() == result.tiles()
                ? title
                : title + ", " + result.tried() + " of " + result.tiles() + " tiles";
    }

    private static String table(Result result) {
        Table table = new Table().words(title(result)).words("layers").figures("default ms").figures("best ms")
                .figures("tile").figures("won");
        result.kernels().forEach(k -> table.row(k.kernel(), String.join(", ", k.layers()), milliseconds(
                k.defaultSeconds()), milliseconds(k.bestSeconds()), k.isBetter() ? k.tile() : "",
                k.isBetter() ? Figures.percent(k.won()) : ""));
        table.row("the whole run", "", milliseconds(result.defaultSeconds()), milliseconds(result.tunedSeconds()), "",
                Figures.percent(result.won()));
        return table.text();
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%,.2f", seconds / MILLI);
    }
}
