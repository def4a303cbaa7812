package dev.netc.runtime.training;

import dev.netc.runtime.error.NetcException;

/** A training that cannot go on, its devices and data being in order: the loss is not finite. */
public final class TrainingException extends NetcException {
    private static final long serialVersionUID = 1L;

    /** What happened, and what would help. */
    public TrainingException(String message) {
        super(message);
    }
}
