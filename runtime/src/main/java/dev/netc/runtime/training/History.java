package dev.netc.runtime.training;

import java.util.List;

/**
 * What a training that goes on has behind it, for who listens.
 *
 * @param state where it stands
 * @param changes of the learning rate
 * @param advice that was given
 */
public record History(TrainingState state, List<RateChange> changes, List<String> advice) {
    /** A history. */
    public History {
        changes = List.copyOf(changes);
        advice = List.copyOf(advice);
    }
}
