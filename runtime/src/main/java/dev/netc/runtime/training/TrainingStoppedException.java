package dev.netc.runtime.training;

import java.util.Optional;

import dev.netc.runtime.error.NetcException;

/** A training that was asked to stop ({@link Trainer#stop}), and did. */
public final class TrainingStoppedException extends NetcException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<TrainingState> state;

    TrainingStoppedException(Optional<TrainingState> state) {
        super("the training was stopped "
                + state.map(stands -> "after " + stands.text()).orElse("before its first step"));
        this.state = state;
    }

    /** Where it stands; empty where it had not begun, or not gone on, so that nothing changed. */
    public Optional<TrainingState> state() {
        return state;
    }
}
