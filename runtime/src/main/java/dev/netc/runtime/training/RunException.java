package dev.netc.runtime.training;

import dev.netc.runtime.error.NetcException;

/** A run's folder that cannot be used as it is asked for: the message names it, and says what would help. */
public final class RunException extends NetcException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and what would help. */
    public RunException(String message) {
        super(message);
    }

    /** The same, with what caused it. */
    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
