package dev.netc.cli.command;

import java.util.List;
import java.util.Optional;

import dev.netc.cli.output.Console;
import dev.netc.runtime.Model;
import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.History;
import dev.netc.runtime.training.TrainingListener;

/** Remembers a training's last epoch, and its warnings for the JSON document. */
final class LastEpoch implements TrainingListener {
    private final Console console;
    private Optional<EpochReport> report = Optional.empty();

    LastEpoch(Console console) {
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
        List<EpochReport> before = history.state().ended();
        report = before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
    }

    @Override
    public void epochEnded(EpochReport ended, Model model) {
        report = Optional.of(ended);
    }

    /** Empty before the first has ended. */
    Optional<EpochReport> report() {
        return report;
    }
}
