package dev.netc.cli.command;

import java.util.Optional;

import dev.netc.cli.output.Console;
import dev.netc.runtime.Model;
import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.History;
import dev.netc.runtime.training.TrainingListener;

/** Remembers a training's last epoch and its best, and its warnings for the JSON document. */
final class NotableEpochs implements TrainingListener {
    private final Console console;
    private Optional<EpochReport> last = Optional.empty();
    private Optional<EpochReport> best = Optional.empty();

    NotableEpochs(Console console) {
        this.console = console;
    }

    @Override
    public void warned(String warning) {
        console.warned("data", warning);
    }

    @Override
    public void advised(String advice) {
        console.warned("training", advice);
    }

    @Override
    public void resumed(History history, Model model) {
        history.state().ended().forEach(this::remember);
    }

    @Override
    public void epochEnded(EpochReport ended, Model model) {
        remember(ended);
    }

    private void remember(EpochReport ended) {
        last = Optional.of(ended);
        best = ended.best() ? last : best;
    }

    /** Empty before the first has ended. */
    Optional<EpochReport> last() {
        return last;
    }

    /** The one whose weights are kept as the best. */
    Optional<EpochReport> best() {
        return best;
    }
}
