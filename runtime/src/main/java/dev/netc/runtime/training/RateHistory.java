package dev.netc.runtime.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.netc.program.Training;

/**
 * A schedule's way through the epochs that ended: a function of them, so that a training that goes on finds it again.
 *
 * @param state after the last of them
 * @param changes of the rate on the way
 */
record RateHistory(RateState state, List<RateChange> changes) {
    RateHistory {
        changes = List.copyOf(changes);
    }

    static RateHistory of(Training training, List<EpochReport> ended) {
        RateHistory history = new RateHistory(RateState.start(training.rate()), List.of());
        for (EpochReport epoch : ended) {
            history = history.after(training, epoch);
        }
        return history;
    }

    RateHistory after(Training training, EpochReport epoch) {
        OptionalDouble error = epoch.validation().map(e -> OptionalDouble.of(e.top1Error()))
                .orElse(OptionalDouble.empty());
        RateState next = state.after(training.schedule(), epoch.epoch(), error);
        List<RateChange> all = new ArrayList<>(changes);
        change(next, training, epoch.epoch()).ifPresent(all::add);
        return new RateHistory(next, all);
    }

    private Optional<RateChange> change(RateState next, Training training, int epoch) {
        return state.changeTo(next, training.schedule(), epoch);
    }
}
