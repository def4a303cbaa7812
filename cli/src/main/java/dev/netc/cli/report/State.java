package dev.netc.cli.report;

import java.awt.image.BufferedImage;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.Progress;
import dev.netc.runtime.training.RateChange;

/**
 * What a report knows at a moment.
 *
 * @param at when this was
 * @param ended how the run ended; empty while it runs
 * @param progress after the last step; empty before the first
 * @param epochs that have ended
 * @param changes of the learning rate
 * @param notes warnings and hints
 * @param filters a picture a column, as they were after the last epoch
 * @param answered of the last validation
 */
record State(LocalDateTime at, Optional<String> ended, Optional<Progress> progress, List<EpochReport> epochs,
        List<RateChange> changes,
        List<String> notes, List<BufferedImage> filters, Optional<Answered> answered) {
    State {
        epochs = List.copyOf(epochs);
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
        filters = List.copyOf(filters);
    }

    /** The best epoch so far. */
    Optional<EpochReport> best() {
        return epochs.stream().filter(EpochReport::best).reduce((before, after) -> after);
    }

    /** The last epoch so far. */
    Optional<EpochReport> last() {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast());
    }
}
